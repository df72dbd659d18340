/** Numbers as they stand in the file; the narrower, the smaller. */
export type PartArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float64Array;
/** A name in the file and what stands there. */
export type Part = readonly [name: string, values: PartArray];

/** Collects the values of one column, row by row, and gives them as parts of the file in any order of rows. */
export interface ColumnWriter {
  /** Rows so far. */
  readonly length: number;
  /** `order[i]` is the arrival number of the row that becomes row `i`. `name` begins the names of all parts. */
  parts(name: string, order: Int32Array): Part[];
}
