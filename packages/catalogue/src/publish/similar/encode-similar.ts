import {
  headerBytes,
  type SimilarEdges,
  similarChecksum,
  similarFormat,
  similarMagic,
  weightUnit,
} from '../../graph/similar-format.ts';
import { growingBytes } from '../columns/growing-array.ts';
import type { NearestRows } from './nearest-rows.ts';

/** Edges of weight over 0, by row; weights rounded to 255ths. */
export function similarEdges(nearest: NearestRows, version: string, featureVersion: number): SimilarEdges {
  const { k } = nearest;
  const rows = nearest.rows.length / k;
  const starts = new Int32Array(rows + 1);
  const neighbours: number[] = [];
  const weights: number[] = [];
  for (let row = 0; row < rows; row++) {
    const edges = Array.from({ length: k }, (_, i) => ({
      row: nearest.rows[row * k + i] as number,
      weight: Math.min(weightUnit, Math.round((nearest.cosines[row * k + i] as number) * weightUnit)),
    })).filter((edge) => edge.row >= 0 && edge.weight > 0);
    for (const edge of edges.sort((a, b) => a.row - b.row)) {
      neighbours.push(edge.row);
      weights.push(edge.weight);
    }
    starts[row + 1] = neighbours.length;
  }
  return {
    k,
    version,
    featureVersion,
    starts,
    neighbours: Int32Array.from(neighbours),
    weights: Uint8Array.from(weights),
  };
}

/** The file described in `graph/similar-format.ts`. */
export function encodeSimilar({
  k,
  featureVersion,
  version,
  starts,
  neighbours,
  weights,
}: SimilarEdges): Uint8Array<ArrayBuffer> {
  const rows = starts.length - 1;
  const gaps = growingBytes();
  const counts = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const [start, end] = [starts[row] as number, starts[row + 1] as number];
    counts[row] = end - start;
    for (let i = start; i < end; i++) {
      const neighbour = neighbours[i] as number;
      const relative = neighbour - row;
      const zigzag = relative < 0 ? -2 * relative - 1 : 2 * relative;
      let value = i === start ? zigzag : neighbour - (neighbours[i - 1] as number) - 1;
      for (; value > 127; value = Math.floor(value / 128)) gaps.push((value % 128) | 128);
      gaps.push(value);
    }
  }
  const bytes = new Uint8Array(headerBytes + rows + weights.length + gaps.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, similarMagic, true);
  view.setUint8(4, similarFormat);
  view.setUint8(5, k);
  view.setUint16(6, featureVersion, true);
  for (let i = 0; i < 8; i++) view.setUint8(8 + i, Number.parseInt(version.slice(2 * i, 2 * i + 2), 16));
  view.setUint32(16, rows, true);
  view.setUint32(20, weights.length, true);
  bytes.set(counts, headerBytes);
  bytes.set(weights, headerBytes + rows);
  bytes.set(gaps.values, headerBytes + rows + weights.length);
  view.setUint32(24, similarChecksum(bytes), true);
  return bytes;
}
