/**
 * The file of SIMILAR edges, little-endian: magic, format (u8), edges a row at most (u8), feature version (u16), version
 * of the columns it belongs to (8 bytes), rows (u32), edges (u32), FNV-1a of all other bytes (u32); then edges of each row (u8 each), weights in 255ths
 * (u8 each), and neighbours as LEB128: a row's first relative to the row itself (zigzag), the others as gaps - 1.
 * Within a row neighbours ascend, which costs less than keeping them by weight.
 */
export const similarFormat = 1;
export const similarMagic = 0x47534c50;
export const headerBytes = 28;
export const weightUnit = 255;

/** FNV-1a over everything but the checksum itself. */
export function similarChecksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) {
    if (i < headerBytes - 4 || i >= headerBytes) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  }
  return hash >>> 0;
}

/** At most `k` SIMILAR edges a row: those of row `r` are `starts[r] .. starts[r + 1]`, neighbours ascending. */
export interface SimilarEdges {
  readonly k: number;
  readonly featureVersion: number;
  /** Of the columns that the rows are rows of. */
  readonly version: string;
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  /** In 255ths of cosine. */
  readonly weights: Uint8Array;
}
