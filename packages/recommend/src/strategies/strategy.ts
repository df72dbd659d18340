/** A title of the person's history, by its row in the opened catalogue. */
export interface Interaction {
  readonly row: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** -1..1: the overview's event weights, stars and "not for me"; below 0 is disliked. */
  readonly weight: number;
}

/** What a device knows of a person, oldest first; several interactions may name one row. */
export type History = readonly Interaction[];

export type StrategyName = 'collaborative' | 'content' | 'graph' | 'context';

export const deviceTypes = ['phone', 'tablet', 'computer', 'television'] as const;
export type DeviceType = (typeof deviceTypes)[number];

export type Mood = 'light' | 'intense' | 'thoughtful' | 'relaxing' | 'exciting';

/** When and where a list is asked for. Missing is unknown, never a default. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Minutes to add to UTC for the person's clock. */
  readonly utcOffset?: number;
  readonly device?: DeviceType;
  readonly mood?: Mood;
  /** Minutes there are to watch. */
  readonly minutes?: number;
  /** Slugs of the platforms that the person can use. */
  readonly platforms?: readonly string[];
}

/** Why a strategy ranks a row where it does; weights are summands of the row's score in that strategy. */
export type Evidence =
  | { readonly kind: 'history'; readonly row: number; readonly weight: number }
  | { readonly kind: 'genre' | 'person'; readonly word: string; readonly weight: number }
  /** An index of the strategy's own interests. */
  | { readonly kind: 'interest'; readonly interest: number; readonly medoid: number; readonly weight: number }
  | { readonly kind: 'cluster'; readonly cluster: string; readonly weight: number }
  /** As many people here watched it. */
  | { readonly kind: 'popular'; readonly weight: number }
  | { readonly kind: 'mood'; readonly mood: Mood; readonly weight: number }
  /** Rows from the history to the ranked row, both included, along real edges. */
  | { readonly kind: 'path'; readonly rows: readonly number[]; readonly weight: number };

/** A strategy's own list, best first, at most `rankingLength` rows. */
export interface Ranking {
  readonly rows: Int32Array;
  /** Descending; only comparable within one ranking. */
  readonly scores: Float32Array;
  /** Heaviest first; computed when asked for. */
  evidence(row: number): readonly Evidence[];
  /** The same without paths, where finding these takes long: what a list needs of each of its entries. */
  quickEvidence?(row: number): readonly Evidence[];
}

export const rankingLength = 200;

/** One byte a catalogue row: 1 where the row may be ranked. */
export type AllowedRows = Uint8Array;

/** A strategy that has taken in one history; lists with other filters or moments need no more than `rank`. */
export interface PreparedStrategy {
  rank(allowed: AllowedRows, moment: Moment): Ranking;
  /** Rows of the history that `scoreWithout` is asked for next; together they may be quicker. Changes no score. */
  expect?(withouts: readonly number[]): void;
  /**
   * The score that `rank` would give `row`, had the history never held `without`; exact, 0 for a row that it would never
   * rank. Where it is missing, one prepares anew without the row and ranks this one row: as exact, and slower.
   */
  scoreWithout?(row: number, without: number | undefined, moment: Moment): number;
}

/** One ranker whose list goes into the fusion. Strategies don't know each other. */
export interface Strategy {
  readonly name: StrategyName;
  /** Whether it ranks for everybody alike, and so says nothing of what goes with a title. */
  readonly isAlikeForAll?: true;
  /** Deterministic; an empty history gives a strategy that ranks nothing. */
  prepare(history: History): PreparedStrategy;
}
