import type { WordStream } from './random-words.ts';
import type { SkellamTable } from './skellam-table.ts';

const guideBits = 12;

/**
 * Draws from a table by inversion: a uniform 96-bit number falls under exactly one step of the cumulative distribution. Its
 * first 32 bits nearly always decide; the other 64 are drawn only where they tie (about once in 2^32 comparisons).
 *
 * How long a draw takes depends on the value drawn. Who can time single draws on the device itself could learn about noise;
 * that attacker also reads the report before it is noised.
 */
export class SkellamSampler {
  readonly #table: SkellamTable;
  /** For the first 12 bits of a number, the first entry that it can fall under. */
  readonly #guide: Uint32Array;

  constructor(table: SkellamTable) {
    this.#table = table;
    this.#guide = new Uint32Array(2 ** guideBits);
    let entry = 0;
    for (let prefix = 0; prefix < this.#guide.length; prefix++) {
      while (table.high[entry] < prefix * 2 ** (32 - guideBits)) entry++;
      this.#guide[prefix] = entry;
    }
  }

  sample(words: WordStream): number {
    const { high, reach } = this.#table;
    const first = words.next();
    let entry = this.#guide[first >>> (32 - guideBits)];
    while (high[entry] < first) entry++;
    if (high[entry] === first) entry = this.#breakTie(entry, first, words.next(), words.next());
    return entry - reach;
  }

  /** First entry that is greater than the whole number. */
  #breakTie(start: number, first: number, second: number, third: number): number {
    const { high, middle, low } = this.#table;
    const last = high.length - 1;
    let entry = start;
    while (entry < last && high[entry] === first) {
      if (middle[entry] > second || (middle[entry] === second && low[entry] > third)) break;
      entry++;
    }
    return entry;
  }
}
