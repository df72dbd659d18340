import type { ItemWeights } from '../collaborative-model.ts';
import { encodeVarints, varintReader } from './varints.ts';
import { encodeUnits, largestUnit, readUnits } from './units.ts';

export interface WeightsHeader {
  readonly entries: number;
  readonly columnBytes: number;
  readonly largestUnit: number;
}

/** Counts and column gaps as varints, then the weights' bytes, then the rows' units of 16 bits. */
export function encodeWeights(weights: ItemWeights): { header: WeightsHeader; bytes: Uint8Array[] } {
  const counts = encodeVarints(countsOf(weights));
  return {
    header: {
      entries: weights.values.length,
      columnBytes: counts.length + weights.columns.bytes.length,
      largestUnit: largestUnit(weights.units),
    },
    bytes: [counts, weights.columns.bytes, bytesOf(weights.values), encodeUnits(weights.units)],
  };
}

/** @throws RangeError if the bytes are none of `encodeWeights` for so many items */
export function readWeights(
  header: WeightsHeader,
  items: number,
  take: (length: number) => Uint8Array,
): ItemWeights {
  const bytes = take(header.columnBytes);
  const reader = varintReader(bytes);
  const starts = new Int32Array(items + 1);
  for (let row = 0; row < items; row++) {
    starts[row + 1] = (starts[row] as number) + reader.next();
    if ((starts[row + 1] as number) > header.entries) throw new RangeError('more weights than there are');
  }
  if (starts[items] !== header.entries) throw new RangeError('fewer weights than there are');
  const first = reader.place();
  const places = new Int32Array(items);
  for (let row = 0; row < items; row++) {
    places[row] = reader.place() - first;
    let column = -1;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      column += reader.next() + 1;
      if (column >= items) throw new RangeError('a weight for an item that is none');
    }
  }
  // A copy, and not by slice, for that of Node's Buffer copies nothing: or else it would keep the whole file.
  const columns = { bytes: new Uint8Array(bytes.subarray(first)), places };
  if (!reader.isDone()) throw new RangeError('columns are left over');
  const values = readBytes(take(header.entries));
  return { starts, columns, values, units: readUnits(take(2 * items), header.largestUnit) };
}

function* countsOf({ starts }: ItemWeights): Generator<number> {
  for (let row = 0; row + 1 < starts.length; row++)
    yield (starts[row + 1] as number) - (starts[row] as number);
}

export const bytesOf = (values: Int8Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.length);

/** @throws RangeError at -128, which is never written */
export function readBytes(bytes: Uint8Array): Int8Array {
  const values = Int8Array.from(bytes, (byte) => byte);
  if (values.includes(-128)) throw new RangeError('a value that is never written');
  return values;
}
