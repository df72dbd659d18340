import { addCompact, compactDot } from './compact-features.ts';
import { type ItemSpace, lowDimensions } from './item-space.ts';
import { type Levels, rowProduct, rowProducts } from './row-products.ts';

/** The features of `row` less the mean, of unit length: 512 floats, all 0 for a row of which nothing is known. */
export function centredRow(space: ItemSpace, row: number): Float32Array {
  const vector = new Float32Array(space.mean.length);
  const factor = space.inverseLengths[row];
  addCompact(space.features, row, factor, vector);
  for (let d = 0; d < vector.length; d += 1) vector[d] -= factor * space.mean[d];
  return vector;
}

/** Inner product of the mean with a centred vector: what `cosineWith` needs beside the vector. */
export function alongMean(space: ItemSpace, centred: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < centred.length; d += 1) sum += centred[d] * space.mean[d];
  return sum;
}

/** Cosine of `row` with a centred unit vector, in all 512 dimensions. */
export function cosineWith(space: ItemSpace, row: number, centred: Float32Array, along: number): number {
  return (compactDot(space.features, row, centred) - along) * space.inverseLengths[row];
}

/** Cosine of two rows in the projection: fast, and right to about 0.1. */
export function lowCosine(space: ItemSpace, left: number, right: number): number {
  const { low, lowScales } = space;
  const l = left * lowDimensions;
  const r = right * lowDimensions;
  let a = 0;
  let b = 0;
  for (let d = 0; d < lowDimensions; d += 2) {
    a += low[l + d] * low[r + d];
    b += low[l + d + 1] * low[r + d + 1];
  }
  return (a + b) * lowScales[left] * lowScales[right];
}

/** vector += factor * unit vector of `row` in the projection. */
export function addLow(space: ItemSpace, row: number, factor: number, vector: Float32Array): void {
  const by = factor * space.lowScales[row];
  const start = row * lowDimensions;
  for (let d = 0; d < lowDimensions; d += 1) vector[d] += by * space.low[start + d];
}

/** Inner product of `row` with 64 floats in the projection. */
export function lowDot(space: ItemSpace, row: number, vector: Float32Array): number {
  const { low } = space;
  const start = row * lowDimensions;
  let sum = 0;
  for (let d = 0; d < lowDimensions; d += 1) sum += low[start + d] * vector[d];
  return sum * space.lowScales[row];
}

/** Inner products of all rows with 64 numbers in the projection. */
export function lowColumn({ low, lowScales }: ItemSpace, vector: Levels, into?: Float32Array): Float32Array {
  return rowProducts(low, lowScales, vector, into);
}

/** That of one row; the very number that `lowColumn` gives. */
export function lowLevel({ low, lowScales }: ItemSpace, vector: Levels, row: number): number {
  return rowProduct(low, lowScales, vector, row);
}
