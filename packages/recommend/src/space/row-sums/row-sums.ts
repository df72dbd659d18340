/** Rows whose sums are made at once: they stay in the processor's nearest caches. A multiple of 4. */
export const chunkRows = 256;
/** Bytes of a row. */
export const rowLength = 64;

/** Makes sums of products of rows of bytes with one vector. Holds one chunk; nothing may be awaited while it is in use. */
export interface RowSums {
  /** 64 whole numbers, -32,767..32,767. */
  readonly levels: Int16Array;
  /** `chunkRows * 64`. */
  readonly rows: Int8Array;
  /** One a row. */
  readonly sums: Int32Array;
  /** `sums[r] = sum over i of rows[64 r + i] * levels[i]`, for the first `count` rows (at least 1); what lies beyond becomes anything. */
  readonly multiply: (count: number) => void;
}
