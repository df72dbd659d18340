/** Whole numbers from 0 to 2^28 - 1 as one to four bytes, seven bits each, the lowest first (LEB128). */
export function encodeVarints(numbers: Iterable<number>): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

export interface VarintReader {
  next(): number;
  /** Bytes read. */
  place(): number;
  isDone(): boolean;
}

/** Reads them back one by one; `next` throws RangeError past the end or at more than four bytes. */
export function varintReader(bytes: Uint8Array): VarintReader {
  let at = 0;
  return {
    next() {
      let number = 0;
      for (let shift = 0; shift < 28; shift += 7) {
        const byte = bytes[at++];
        if (byte === undefined) throw new RangeError('numbers end too early');
        number |= (byte & 0x7f) << shift;
        if (byte < 0x80) return number;
      }
      throw new RangeError('a number is too long');
    },
    place: () => at,
    isDone: () => at === bytes.length,
  };
}
