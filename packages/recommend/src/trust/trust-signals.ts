/** What is publicly known of a title beyond the catalogue; all optional, for what is unknown counts as unknown. */
export interface TrustSignals {
  /** Facts of the entry that turned out wrong and were corrected. */
  readonly corrections?: number;
  /** People who reported the entry as wrong or harmful. */
  readonly reports?: number;
  /** The last time that its links were tried. */
  readonly linkCheck?: { readonly at: number; readonly works: boolean };
  /** Of how many that it was recommended to, how many liked it. */
  readonly recommended?: { readonly times: number; readonly liked: number };
}

/** Reliability of sources, 0..1, by `Item.source`; one that is not here is unknown. An operator may give others. */
export const knownSources: Readonly<Record<string, number>> = {
  starter: 0.95,
  tmdb: 0.85,
  movielens: 0.85,
  'netflix-csv': 0.85,
  'prime-csv': 0.85,
  'disney-csv': 0.85,
};
