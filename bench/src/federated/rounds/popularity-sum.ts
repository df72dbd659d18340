/** The sum of what many people say to the popularity query over all titles: a 1 for each of the last `most` of a history. */
export class PopularitySum {
  readonly #counts: Float64Array;
  readonly #most: number;

  constructor(items: number, most: number) {
    this.#counts = new Float64Array(items);
    this.#most = most;
  }

  /** @param watched rows, oldest first, each once. */
  add(watched: Int32Array): void {
    for (let i = Math.max(0, watched.length - this.#most); i < watched.length; i++)
      this.#counts[watched[i]]++;
  }

  counts(): Float64Array {
    return this.#counts.slice();
  }
}
