import type { Reason } from '../reasons/reason.ts';

/** `personal`: the person's own embedding. `popular`: public ratings. `shuffle`: seeded random order. */
export type ListSource = 'personal' | 'popular' | 'shuffle';

export interface RecommendedRow {
  readonly row: number;
  /** `personal`: cosine with the personal embedding, -1..1. `popular`: popularity, 0..1. `shuffle`: 0. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface RecommendedList {
  readonly source: ListSource;
  readonly entries: readonly RecommendedRow[];
  /** How many titles passed the filters and were not excluded. */
  readonly considered: number;
}
