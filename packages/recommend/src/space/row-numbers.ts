/** Marks a place that is free. */
const none = -1;
const least = 1_024;

/** Numbers of a few of very many rows: an open-addressing table, at most three quarters full. Rows are never taken out. */
export class RowNumbers {
  #rows = new Int32Array(least).fill(none);
  #numbers = new Float32Array(least);
  #size = 0;

  /** In 32 bits; NaN for a row that has none. */
  get(row: number): number {
    const place = this.#place(row);
    return this.#rows[place] === row ? this.#numbers[place] : Number.NaN;
  }

  set(row: number, value: number): void {
    if (4 * (this.#size + 1) > 3 * this.#rows.length) this.#grow();
    const place = this.#place(row);
    if (this.#rows[place] === none) this.#size += 1;
    this.#rows[place] = row;
    this.#numbers[place] = value;
  }

  /** Where the row is, or would be. */
  #place(row: number): number {
    const last = this.#rows.length - 1;
    const mixed = Math.imul(row, 0x9e3779b1);
    let place = (mixed ^ (mixed >>> 16)) & last;
    while (this.#rows[place] !== none && this.#rows[place] !== row) place = (place + 1) & last;
    return place;
  }

  #grow(): void {
    const [rows, numbers] = [this.#rows, this.#numbers];
    this.#rows = new Int32Array(2 * rows.length).fill(none);
    this.#numbers = new Float32Array(2 * rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      if (rows[at] === none) continue;
      const place = this.#place(rows[at]);
      this.#rows[place] = rows[at];
      this.#numbers[place] = numbers[at];
    }
  }
}
