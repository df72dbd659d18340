import type { BitReader, BitWriter } from './bits.ts';

/** That the largest of them takes without its sign: at least 1, at most 7. */
export function magnitudeBits(values: Int8Array): number {
  let most = 1;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return 32 - Math.clz32(most);
}

/** Where none is negative, the sign is left out. */
export function writeValue(value: number, bits: number, isSigned: boolean, writer: BitWriter): void {
  if (isSigned) writer.write(value + 2 ** bits - 1, bits + 1);
  else writer.write(value, bits);
}

/** @throws RangeError at what is never written */
export function readValue(bits: number, isSigned: boolean, reader: BitReader): number {
  if (!isSigned) return reader.read(bits);
  const value = reader.read(bits + 1) - (1 << bits) + 1;
  if (value === 1 << bits) throw new RangeError('a value that is never written');
  return value;
}
