/** Fresh cryptographic randomness: `count` words of 32 uniform bits. Handed in, so that tests can seed it. */
export type RandomWords = (count: number) => Uint32Array;

/** Words one at a time, fetched 16,384 at a time (the most that WebCrypto gives in one call), and overwritten once used. */
export class WordStream {
  static readonly #block = 16_384;
  readonly #random: RandomWords;
  #words: Uint32Array = new Uint32Array(0);
  #next = 0;

  constructor(random: RandomWords) {
    this.#random = random;
  }

  next(): number {
    if (this.#next === this.#words.length) {
      this.#words = this.#random(WordStream.#block);
      this.#next = 0;
    }
    const word = this.#words[this.#next];
    this.#words[this.#next++] = 0;
    return word;
  }
}
