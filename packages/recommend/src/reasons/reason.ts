export interface Reason {
  readonly type: 'similar-to' | 'because-genre' | 'because-person' | 'popular' | 'shuffle';
  /** A whole sentence: "Because you watched Dark". */
  readonly description: string;
  /** Share of the score that this reason carries, 0..1. */
  readonly confidence: number;
  /** Item ids from the person's history, or a genre or a person's name. */
  readonly path: readonly string[];
}
