import type { FeatureMatrix } from '@parlour/catalogue';
import { fewMagnitudes, mostMagnitudes } from './few-magnitudes.ts';

/**
 * The entries of a feature matrix that are not 0 (about 80 of 512 a row), five times as fast to multiply. The bytes of row `r` are
 * `bytes[starts[r]] .. bytes[starts[r + 1] - 1]`, and the first says how: up to 8, so many magnitudes, these, then a byte an entry (a fifth of
 * the matrix's memory); or `whole`, then two bytes an entry (a third of it).
 */
export interface CompactFeatures {
  readonly rows: number;
  /** Length rows + 1. */
  readonly starts: Int32Array;
  /**
   * Of an entry in one byte: how many dimensions it lies behind the one before (four bits, 1..15), whether it is negative, which magnitude; 0 goes
   * on by fifteen dimensions. Of one in two: how many dimensions behind, 1..255, and its value in two's complement; 0 and a second byte that
   * says nothing go on by 255.
   */
  readonly bytes: Uint8Array;
  /** One factor a row, as in the matrix; 0 for a row of which nothing is known. */
  readonly scales: Float32Array;
}

const longestStep = 15;
const longestWholeStep = 255;
const whole = 255;
/** From so many rows on memory is short, and a row keeps at most eight magnitudes; before, all of its own. */
const coarseFrom = 100_000;

/** With `isCoarse`, a row of more than eight magnitudes takes on the nearest of eight; otherwise `expandedFeatures` gives back every byte. */
export function compactFeatures(
  { rows, dimension, values, scales }: FeatureMatrix,
  isCoarse = rows >= coarseFrom,
): CompactFeatures {
  const starts = new Int32Array(rows + 1);
  let bytes = new Uint8Array(1_024 + (isCoarse ? 100 : 200) * rows);
  let next = 0;
  const mostOfRow = 1 + 2 * dimension;
  for (let row = 0; row < rows; row += 1) {
    if (next + mostOfRow > bytes.length) {
      const larger = new Uint8Array(bytes.length + (bytes.length >> 3) + mostOfRow);
      larger.set(bytes);
      bytes = larger;
    }
    const own = values.subarray(row * dimension, (row + 1) * dimension);
    next = isCoarse ? writeFew(own, bytes, next) : writeWhole(own, bytes, next);
    starts[row + 1] = next;
  }
  return { rows, starts, bytes: bytes.slice(0, next), scales };
}

/** Gives the place behind the row, as does `writeWhole`. */
function writeFew(own: Int8Array, bytes: Uint8Array, from: number): number {
  const { magnitudes, indexOf } = fewMagnitudes(own);
  bytes[from] = magnitudes.length;
  bytes.set(magnitudes, from + 1);
  let next = from + 1 + magnitudes.length;
  let last = -1;
  for (let d = 0; d < own.length; d += 1) {
    const value = own[d];
    if (value === 0) continue;
    for (; d - last > longestStep; last += longestStep) {
      bytes[next] = 0;
      next += 1;
    }
    bytes[next] = ((d - last) << 4) | (value < 0 ? 8 : 0) | indexOf[Math.abs(value)];
    next += 1;
    last = d;
  }
  return next;
}

function writeWhole(own: Int8Array, bytes: Uint8Array, from: number): number {
  bytes[from] = whole;
  let next = from + 1;
  let last = -1;
  for (let d = 0; d < own.length; d += 1) {
    const value = own[d];
    if (value === 0) continue;
    for (; d - last > longestWholeStep; last += longestWholeStep) {
      bytes[next] = 0;
      bytes[next + 1] = 0;
      next += 2;
    }
    bytes[next] = d - last;
    bytes[next + 1] = value;
    next += 2;
    last = d;
  }
  return next;
}

/** Of the row that is being read: its magnitudes, then the same below 0. */
const palette = new Float64Array(2 * mostMagnitudes);

/** Where the row's entries begin. */
function openRow({ starts, bytes }: CompactFeatures, row: number): number {
  const start = starts[row];
  const count = bytes[start];
  for (let index = 0; index < count; index += 1) {
    palette[index] = bytes[start + 1 + index];
    palette[mostMagnitudes + index] = -bytes[start + 1 + index];
  }
  return start + 1 + count;
}

/** Inner product of the features of `row` with 512 floats. */
export function compactDot(features: CompactFeatures, row: number, vector: Float32Array): number {
  const { starts, bytes } = features;
  const end = starts[row + 1];
  let sum = 0;
  let d = -1;
  if (bytes[starts[row]] === whole) {
    for (let at = starts[row] + 1; at < end; at += 2) {
      d += bytes[at] === 0 ? longestWholeStep : bytes[at];
      if (bytes[at] !== 0) sum += ((bytes[at + 1] << 24) >> 24) * vector[d];
    }
    return sum * features.scales[row];
  }
  for (let at = openRow(features, row); at < end; at += 1) {
    const byte = bytes[at];
    if (byte === 0) d += longestStep;
    else {
      d += byte >> 4;
      sum += palette[byte & 15] * vector[d];
    }
  }
  return sum * features.scales[row];
}

/** vector += factor * features of `row`. */
export function addCompact(
  features: CompactFeatures,
  row: number,
  factor: number,
  vector: Float32Array | Float64Array,
): void {
  const { starts, bytes } = features;
  const by = factor * features.scales[row];
  const end = starts[row + 1];
  let d = -1;
  if (bytes[starts[row]] === whole) {
    for (let at = starts[row] + 1; at < end; at += 2) {
      d += bytes[at] === 0 ? longestWholeStep : bytes[at];
      if (bytes[at] !== 0) vector[d] += by * ((bytes[at + 1] << 24) >> 24);
    }
    return;
  }
  for (let at = openRow(features, row); at < end; at += 1) {
    const byte = bytes[at];
    if (byte === 0) d += longestStep;
    else {
      d += byte >> 4;
      vector[d] += by * palette[byte & 15];
    }
  }
}

/** The features of one row as they are kept, -127..127, into 512 places that are 0. */
export function fillCompact(features: CompactFeatures, row: number, values: Int8Array | Float64Array): void {
  const { starts, bytes } = features;
  const end = starts[row + 1];
  let d = -1;
  if (bytes[starts[row]] === whole) {
    for (let at = starts[row] + 1; at < end; at += 2) {
      d += bytes[at] === 0 ? longestWholeStep : bytes[at];
      if (bytes[at] !== 0) values[d] = (bytes[at + 1] << 24) >> 24;
    }
    return;
  }
  for (let at = openRow(features, row); at < end; at += 1) {
    const byte = bytes[at];
    if (byte === 0) d += longestStep;
    else {
      d += byte >> 4;
      values[d] = palette[byte & 15];
    }
  }
}
