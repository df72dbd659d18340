const slabSize = 1 << 20;

/**
 * Texts by their place, held as UTF-8 in slabs outside of V8's heap: there they take what they are long, and no collection of
 * garbage goes over them. A text that is replaced leaves its room unused until its whole slab is.
 */
export class EntryTexts {
  readonly #slabs: (Buffer | undefined)[] = [];
  /** Texts that are in use in each slab. */
  readonly #used: number[] = [];
  /** For each place its slab, its first byte there and its length; no slab where nothing is. */
  readonly #slabOf: (number | undefined)[] = [];
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  #free = 0;

  /** One more than the last place that ever had a text. */
  get length(): number {
    return this.#slabOf.length;
  }

  has(place: number): boolean {
    return this.#slabOf[place] !== undefined;
  }

  get(place: number): string | undefined {
    const slab = this.#slabs[this.#slabOf[place] ?? -1];
    const start = this.#starts[place] ?? 0;
    return slab?.toString('utf8', start, start + (this.#lengths[place] ?? 0));
  }

  set(place: number, text: string): void {
    const length = Buffer.byteLength(text);
    let slab = this.#slabs.at(-1);
    if (!slab || this.#free + length > slab.length) {
      slab = Buffer.allocUnsafeSlow(Math.max(slabSize, length));
      this.#slabs.push(slab);
      this.#used.push(0);
      this.#free = 0;
    }
    slab.write(text, this.#free);
    this.delete(place);
    const last = this.#slabs.length - 1;
    this.#slabOf[place] = last;
    this.#starts[place] = this.#free;
    this.#lengths[place] = length;
    this.#used[last] = (this.#used[last] ?? 0) + 1;
    this.#free += length;
  }

  delete(place: number): void {
    const slab = this.#slabOf[place];
    if (slab === undefined) return;
    this.#slabOf[place] = undefined;
    const used = (this.#used[slab] ?? 0) - 1;
    this.#used[slab] = used;
    if (used === 0 && slab < this.#slabs.length - 1) this.#slabs[slab] = undefined;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let place = 0; place < this.length; place++) {
      const text = this.get(place);
      if (text !== undefined) yield text;
    }
  }
}
