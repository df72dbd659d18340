import type { Part, PartArray } from './column-writer.ts';

/** Narrowest first. */
const kinds = [
  { min: 0, max: 0xff, make: (n: number) => new Uint8Array(n) },
  { min: -0x80, max: 0x7f, make: (n: number) => new Int8Array(n) },
  { min: 0, max: 0xffff, make: (n: number) => new Uint16Array(n) },
  { min: -0x8000, max: 0x7fff, make: (n: number) => new Int16Array(n) },
  { min: 0, max: 0xffffffff, make: (n: number) => new Uint32Array(n) },
  { min: -0x80000000, max: 0x7fffffff, make: (n: number) => new Int32Array(n) },
];

/** `value(0) .. value(length - 1)` in the narrowest type that loses nothing. */
export function narrow(length: number, value: (index: number) => number): PartArray {
  let min = 0;
  let max = 0;
  let whole = true;
  for (let i = 0; i < length; i++) {
    const each = value(i);
    min = Math.min(min, each);
    max = Math.max(max, each);
    whole &&= Number.isInteger(each);
  }
  const kind = whole ? kinds.find((k) => k.min <= min && max <= k.max) : undefined;
  const values = kind ? kind.make(length) : new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = value(i);
  return values;
}

/** The bitmap of rows that have a value; no part at all where every row has. */
export function presence(name: string, length: number, isPresent: (index: number) => boolean): Part[] {
  const bits = new Uint8Array(Math.ceil(length / 8));
  let all = true;
  for (let i = 0; i < length; i++) {
    if (isPresent(i)) bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7));
    else all = false;
  }
  return all ? [] : [[`${name}.present`, bits]];
}
