import { eachWord } from './each-word.ts';

/** Words by their bytes: an open-addressing table that grows, numbered in the order in which they were first put in. */
export class WordTable {
  count = 0;
  /** Where each word lies in `bytes`. */
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  uses = new Int32Array(1024);
  readonly bytes: Uint8Array;
  #hashes = new Int32Array(1024);
  #slots = new Int32Array(4096).fill(-1);

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Number of the word that lies in `text`, -1 if it was never put in. */
  find(text: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const word = this.#slots[slot] as number;
      if (word < 0 || (this.#hashes[word] === hash && this.#isWord(word, text, start, end))) return word;
    }
  }

  /** Puts in the word that lies in the table's own bytes, or counts it once more. */
  add(start: number, end: number, hash: number): void {
    const known = this.find(this.bytes, start, end, hash);
    if (known >= 0) {
      this.uses[known] = (this.uses[known] as number) + 1;
      return;
    }
    const word = this.count;
    if (word === this.starts.length) this.#grow();
    this.starts[word] = start;
    this.ends[word] = end;
    this.uses[word] = 1;
    this.#hashes[word] = hash;
    this.count++;
    this.#place(word);
  }

  /** The words of UTF-8 text, counted. */
  addAll(from: number, to: number): void {
    eachWord(this.bytes, from, to, (start, end, hash) => this.add(start, end, hash));
  }

  #isWord(word: number, text: Uint8Array, start: number, end: number): boolean {
    const own = this.starts[word] as number;
    if ((this.ends[word] as number) - own !== end - start) return false;
    for (let i = 0; i < end - start; i++) if (this.bytes[own + i] !== text[start + i]) return false;
    return true;
  }

  #place(word: number): void {
    const mask = this.#slots.length - 1;
    const hash = this.#hashes[word] as number;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = word;
  }

  #grow(): void {
    this.starts = doubled(this.starts);
    this.ends = doubled(this.ends);
    this.uses = doubled(this.uses);
    this.#hashes = doubled(this.#hashes);
    this.#slots = new Int32Array(4 * this.starts.length).fill(-1);
    for (let word = 0; word < this.count; word++) this.#place(word);
  }
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length);
  larger.set(values);
  return larger;
}
