import type { Catalogue } from '../snapshot/catalogue.ts';
import { log2 } from './log2.ts';
import { tokenise } from './tokenise.ts';

/** Words are told apart by this many bits of their hash: 262,144 slots, a vocabulary of tens of thousands. */
const slotBits = 18;
const slotMask = (1 << slotBits) - 1;

/** The words of all names and synopses as hashes, and how rare each is. */
export interface TextTokens {
  /** `hashes[offsets[row] .. offsets[row + 1]]`, with repetitions. */
  readonly hashes: Uint32Array;
  readonly offsets: Int32Array;
  /** By slot of a hash: log2(rows / rows with the word); 0 for words of a single row, which can make nothing alike. */
  readonly idf: Float64Array;
}

export const slotOf = (hash: number) => hash & slotMask;
export const slots = slotMask + 1;

/** Yields the fraction done, 0..1, every thousand rows. */
export function* readTokens(catalogue: Catalogue): Generator<number, TextTokens> {
  const name = catalogue.text('name');
  const synopsis = catalogue.text('synopsis');
  const rowsWith = new Uint32Array(slots);
  const lastRow = new Int32Array(slots).fill(-1);
  const offsets = new Int32Array(catalogue.size + 1);
  let hashes = new Uint32Array(catalogue.size * 32 + 1024);
  let count = 0;
  let row = 0;
  const collect = (hash: number) => {
    if (count === hashes.length) {
      const larger = new Uint32Array(count * 2);
      larger.set(hashes);
      hashes = larger;
    }
    hashes[count++] = hash;
    const slot = slotOf(hash);
    if (lastRow[slot] !== row) {
      lastRow[slot] = row;
      rowsWith[slot] = (rowsWith[slot] as number) + 1;
    }
  };
  for (; row < catalogue.size; row++) {
    if (row % 1000 === 999) yield row / catalogue.size;
    for (const { bytes, offsets: at } of [name, synopsis]) {
      tokenise(bytes, at[row] as number, at[row + 1] as number, collect);
    }
    offsets[row + 1] = count;
  }
  const logRows = log2(catalogue.size + 1);
  const idf = new Float64Array(slots);
  rowsWith.forEach((rows, slot) => {
    if (rows >= 2) idf[slot] = Math.max(0, logRows - log2(rows));
  });
  return { hashes: hashes.subarray(0, count), offsets, idf };
}
