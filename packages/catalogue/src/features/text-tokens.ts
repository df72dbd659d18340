import type { Catalogue, TextColumn } from '../snapshot/catalogue.ts';
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
  const collector = new Collector(catalogue);
  for (let row = 0; row < catalogue.size; row += 1000) {
    yield row / catalogue.size;
    collector.read(row, Math.min(catalogue.size, row + 1000));
  }
  const { hashes, offsets, rowsWith } = collector;
  const logRows = log2(catalogue.size + 1);
  const idf = new Float64Array(slots);
  rowsWith.forEach((rows, slot) => {
    if (rows >= 2) idf[slot] = Math.max(0, logRows - log2(rows));
  });
  return { hashes, offsets, idf };
}

/** Apart from the generator, whose variables engines keep on the heap. */
class Collector {
  readonly offsets: Int32Array;
  /** By slot: how many rows have a word there. */
  readonly rowsWith = new Uint32Array(slots);
  readonly #lastRow = new Int32Array(slots).fill(-1);
  readonly #columns: readonly TextColumn[];
  #hashes: Uint32Array;
  #count = 0;
  #row = 0;

  constructor(catalogue: Catalogue) {
    this.offsets = new Int32Array(catalogue.size + 1);
    this.#columns = [catalogue.text('name'), catalogue.text('synopsis')];
    this.#hashes = new Uint32Array(catalogue.size * 32 + 1024);
  }

  get hashes(): Uint32Array {
    return this.#hashes.subarray(0, this.#count);
  }

  read(from: number, to: number): void {
    const collect = (hash: number) => this.#collect(hash);
    for (let row = from; row < to; row++) {
      this.#row = row;
      for (const column of this.#columns) {
        const bytes = column.read(row);
        tokenise(bytes, 0, bytes.length, collect);
      }
      this.offsets[row + 1] = this.#count;
    }
  }

  #collect(hash: number): void {
    if (this.#count === this.#hashes.length) {
      const larger = new Uint32Array(this.#count * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#count++] = hash;
    const slot = slotOf(hash);
    if (this.#lastRow[slot] === this.#row) return;
    this.#lastRow[slot] = this.#row;
    this.rowsWith[slot] = (this.rowsWith[slot] as number) + 1;
  }
}
