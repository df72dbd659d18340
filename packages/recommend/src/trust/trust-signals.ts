/** What is publicly known of a title beyond the catalogue; all optional, for what is unknown counts as unknown. */
export interface TrustSignals {
  /** Everybody who tells of it, the one whose word comes first first. */
  readonly sources?: readonly string[];
  /** Facts that two sources both tell, and of them those on which they agree. */
  readonly agreement?: { readonly compared: number; readonly agreeing: number };
  /** Facts of the entry that turned out wrong and were corrected. */
  readonly corrections?: number;
  /** People who reported the entry as wrong or harmful. */
  readonly reports?: number;
  /** People who could not watch it where the entry says. */
  readonly unavailable?: number;
  /** The operator said that the entry is wrong: nothing it says counts. */
  readonly isWrong?: boolean;
  /** Last time that somebody told of it, Unix milliseconds. */
  readonly seenAt?: number;
  /** The last time that its links were tried, and which share of them works, 0..1. */
  readonly linkCheck?: { readonly at: number; readonly works: number };
  /** Of how many that it was recommended to, how many liked it. */
  readonly recommended?: { readonly times: number; readonly liked: number };
}

/** Reliability of sources, 0..1, by `Item.source`; one that is not here is unknown. An operator may give others. */
export const knownSources: Readonly<Record<string, number>> = {
  starter: 0.95,
  tmdb: 0.85,
  movielens: 0.85,
  movietweetings: 0.8,
  'netflix-csv': 0.85,
  'primevideo-csv': 0.85,
  'disneyplus-csv': 0.85,
};
