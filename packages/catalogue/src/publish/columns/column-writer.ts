import type { Batch } from '@uwdata/flechette';

/** Collects the values of one column, row by row, and gives them as one Arrow batch in any order of rows. */
export interface ColumnWriter {
  /** Rows so far. */
  readonly length: number;
  /** `order[i]` is the arrival number of the row that becomes row `i`. */
  batch(order: Int32Array): Batch<unknown>;
}
