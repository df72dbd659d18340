import type { ItemWeights } from '../collaborative-model.ts';
import { GapWriter, readColumns } from '../gap-columns.ts';
import { type BitReader, type BitWriter } from './bits.ts';
import { magnitudeBits, readValue, writeValue } from './values.ts';

export interface WeightsHeader {
  readonly entries: number;
  /** Of a weight without its sign. */
  readonly bits: number;
}

/** Width of the number that says how a row's gaps are split. */
const splitBits = 4;
const largestSplit = 2 ** splitBits - 1;

/**
 * Row by row: how many weights (Elias gamma, of one more); gaps between their columns by the Golomb-Rice code that suits the row, whose split stands
 * before them; whether one is negative; the weights.
 */
export function writeWeights(weights: ItemWeights, writer: BitWriter): WeightsHeader {
  const { starts, columns, values } = weights;
  const bits = magnitudeBits(values);
  for (let row = 0; row + 1 < starts.length; row++) {
    const own = values.subarray(starts[row], starts[row + 1]);
    const columnsOfRow = new Int32Array(own.length);
    readColumns(columns, starts, row, columnsOfRow, 0);
    writeCount(own.length, writer);
    if (own.length === 0) continue;
    const gaps = columnsOfRow.map(
      (column, at) => column - (at === 0 ? -1 : (columnsOfRow[at - 1] as number)) - 1,
    );
    const split = bestSplit(gaps);
    writer.write(split, splitBits);
    for (const gap of gaps) {
      writer.unary(gap >> split);
      writer.write(gap & (2 ** split - 1), split);
    }
    const isSigned = own.some((value) => value < 0);
    writer.write(Number(isSigned), 1);
    for (const value of own) writeValue(value, bits, isSigned, writer);
  }
  return { entries: values.length, bits };
}

/** @throws RangeError if the bits are none of `writeWeights` for so many items */
export function readWeights(
  { entries, bits }: WeightsHeader,
  items: number,
  reader: BitReader,
): Omit<ItemWeights, 'units'> {
  const starts = new Int32Array(items + 1);
  const values = new Int8Array(entries);
  const gaps = new GapWriter(items, entries);
  for (let row = 0, at = 0; row < items; row++) {
    const end = at + readCount(reader, entries - at);
    starts[row + 1] = end;
    gaps.beginRow();
    if (end === at) continue;
    const split = reader.read(splitBits);
    let column = -1;
    for (let left = end - at; left > 0; left--) {
      const gap = reader.unary(items >> split) * 2 ** split + reader.read(split);
      column += gap + 1;
      if (column >= items) throw new RangeError('a weight for an item that is none');
      gaps.add(gap);
    }
    const isSigned = reader.read(1) === 1;
    for (; at < end; at++) values[at] = readValue(bits, isSigned, reader);
  }
  if (starts[items] !== entries) throw new RangeError('fewer weights than there are');
  return { starts, columns: gaps.columns(), values };
}

function writeCount(count: number, writer: BitWriter): void {
  const width = 31 - Math.clz32(count + 1);
  writer.unary(width);
  writer.write(count + 1 - 2 ** width, width);
}

function readCount(reader: BitReader, most: number): number {
  const width = reader.unary(23);
  const count = 2 ** width + reader.read(width) - 1;
  if (count > most) throw new RangeError('more weights than there are');
  return count;
}

function bestSplit(gaps: Int32Array): number {
  let best = 0;
  let least = Infinity;
  for (let split = 0; split <= largestSplit; split++) {
    let bits = gaps.length * (split + 1);
    for (const gap of gaps) bits += gap >> split;
    if (bits < least) [best, least] = [split, bits];
  }
  return best;
}
