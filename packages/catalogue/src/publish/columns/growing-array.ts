type Numbers = Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A typed array that doubles when full: millions of values without an object for each. */
export class GrowingArray<T extends Numbers> {
  #array: T;
  #length = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#array = make(1024);
  }

  get length(): number {
    return this.#length;
  }

  /** The values so far; not a copy, and stale after the next push. */
  get values(): T {
    return this.#array.subarray(0, this.#length) as T;
  }

  at(index: number): number {
    return this.#array[index] as number;
  }

  push(value: number): void {
    this.reserve(1);
    this.#array[this.#length++] = value;
  }

  /** Room for `count` more values, to be written into what is returned; then say how many by `advance`. */
  reserve(count: number): T {
    if (this.#length + count > this.#array.length) {
      const larger = this.#make(Math.max(this.#array.length * 2, this.#length + count));
      larger.set(this.values);
      this.#array = larger;
    }
    return this.#array.subarray(this.#length) as T;
  }

  advance(count: number): void {
    this.#length += count;
  }
}

export const growingBytes = () => new GrowingArray((length) => new Uint8Array(length));
export const growingInts = () => new GrowingArray((length) => new Int32Array(length));
export const growingFloats = () => new GrowingArray((length) => new Float64Array(length));
