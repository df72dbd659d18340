import { type BitReader, type BitWriter } from './bits.ts';

/** Bits of a unit's step. */
const bits = 12;
const last = 2 ** bits - 1;
/** Steps to half of the largest unit: each is a quarter of a percent, and the smallest a 65,000th of the largest. */
const octave = 256;

export function largestUnit(units: ArrayLike<number>): number {
  let largest = 0;
  for (let row = 0; row < units.length; row++) largest = Math.max(largest, units[row] as number);
  return Math.fround(largest);
}

/** Units, none negative, rounded to what the file keeps of them. */
export function steppedUnits(units: ArrayLike<number>): Float32Array {
  const largest = largestUnit(units);
  return Float32Array.from(units, (unit) => unitOf(stepOf(unit, largest), largest));
}

/** Nothing but whole steps is kept. */
export function writeUnits(units: Float32Array, writer: BitWriter): void {
  const largest = largestUnit(units);
  for (const unit of units) writer.write(stepOf(unit, largest), bits);
}

export function readUnits(rows: number, largest: number, reader: BitReader): Float32Array {
  return Float32Array.from({ length: rows }, () => unitOf(reader.read(bits), largest));
}

function stepOf(unit: number, largest: number): number {
  if (!(unit > 0)) return 0;
  return Math.min(last, Math.max(1, Math.round(last + octave * Math.log2(unit / largest))));
}

function unitOf(step: number, largest: number): number {
  return step === 0 ? 0 : Math.fround(largest * 2 ** ((step - last) / octave));
}
