import type { GapColumns } from './gap-columns.ts';

/** Pruned item-item weights: weight of entry `e` in row `r` is `values[e] * units[r]`; row `r` holds `starts[r] .. starts[r + 1] - 1`. */
export interface ItemWeights {
  /** Length items + 1, ascending. */
  readonly starts: Int32Array;
  /** Items that the row's item speaks for. */
  readonly columns: GapColumns;
  /** -127..127. */
  readonly values: Int8Array;
  /** Not negative, one a row. */
  readonly units: Float32Array;
}

/** Factors of implicit ALS: row `r` is `values[r * rank + a] * units[r]`. */
export interface ItemFactors {
  readonly rank: number;
  readonly values: Int8Array;
  readonly units: Float32Array;
  /** What a person's vector is solved with. */
  readonly unobserved: number;
  readonly ridge: number;
}

/** How much each term of a score counts. */
export interface Mixture {
  readonly together: number;
  readonly follows: number;
  readonly factors: number;
}

/** Half-lives in watches that a person may have, and how likely each is for somebody of whom nothing is known. */
export interface RecencyPrior {
  readonly halfLives: readonly number[];
  readonly together: readonly number[];
  readonly follows: readonly number[];
}

/**
 * What was learned of all items from what people watched; everybody downloads the same. Items are numbered by how many
 * people watched them, most first; `ids` names them.
 */
export interface CollaborativeModel {
  readonly items: number;
  /** Hashes of item ids (`idHash`), two words an item, of which the second is below 65,536. */
  readonly ids: Uint32Array;
  readonly together: ItemWeights;
  readonly follows: ItemWeights;
  readonly factors: ItemFactors;
  readonly mixture: Mixture;
  readonly recency: RecencyPrior;
  readonly source: string;
  /** Milliseconds since 1970 of the newest watch it was learned from. */
  readonly learnedUntil: number;
}
