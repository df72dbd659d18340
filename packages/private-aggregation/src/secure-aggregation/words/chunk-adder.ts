/**
 * Words added at once: their sums and the packed words of one report or mask stay in the processor's second cache. A
 * multiple of 128, so that a chunk of packed words of any width is whole blocks of AES.
 */
export const CHUNK_WORDS = 16_384;

export const chunkBytes = (bits: number): number => (CHUNK_WORDS / 8) * bits;

/** Adds words of one width, packed as on the wire. Holds one chunk; nothing may be awaited while it is in use. */
export interface ChunkAdder {
  /** `CHUNK_WORDS` sums modulo 2^32, of which the low bits, as many as a word has, are right, the others anything. */
  readonly sums: Uint32Array;
  /** `chunkBytes` of packed words. */
  readonly packed: Uint8Array;
  /** `sums[i] += word i of packed`, for the first `words` (at least 1); what lies beyond becomes anything. */
  readonly add: (words: number) => void;
  /** `sums[i] -= word i of packed`. */
  readonly subtract: (words: number) => void;
  /** Word i of `packed` becomes the low bits of `sums[i]`, for the first `words`, a multiple of 8 and at least 8. */
  readonly pack: (words: number) => void;
}
