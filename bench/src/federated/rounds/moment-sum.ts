import {
  type MomentBasis,
  momentRank,
  mostMomentWatches,
  personDirection,
  triangleOfMatrix,
} from '@parlour/model/moments';

/**
 * The sum of `personMoment` of many people, but for the order in which it is added up. Of z = s - n mean (`personDirection`) only s, the
 * history in each direction, differs much from person to person, and most titles of the head are not in it: so s s^T is added up where s is
 * not 0, and what the mean gives to all numbers (n s and n^2) once, at the end.
 */
export class MomentSum {
  readonly #basis: MomentBasis;
  readonly #rank: number;
  /** Of s s^T / |z|^2: `rank` x `rank`, places above the diagonal and on it. */
  readonly #squares: Float64Array;
  /** Of n s / |z|^2. */
  readonly #lengths: Float64Array;
  /** Of n^2 / |z|^2. */
  #even = 0;

  constructor(basis: MomentBasis) {
    this.#basis = basis;
    this.#rank = momentRank(basis.design);
    this.#squares = new Float64Array(this.#rank ** 2);
    this.#lengths = new Float64Array(this.#rank);
  }

  /** @param watched as of `personMoment`. */
  add(watched: Int32Array): void {
    const { design, places, mean } = this.#basis;
    const titles = watched.subarray(-mostMomentWatches);
    const z = personDirection(this.#basis, titles);
    const square = z.reduce((sum, value) => sum + value ** 2, 0);
    if (square === 0 || !Number.isFinite(square)) return;
    const count = titles.length;
    const used = Array.from(titles, (row) => places[row])
      .filter((place) => place >= 0)
      .toSorted((a, b) => a - b);
    for (let c = 0; c < design.content; c++) used.push(design.head + c);
    const values = used.map((a) => z[a] + count * mean[a]);
    for (let i = 0; i < used.length; i++) {
      const value = values[i] / square;
      if (value === 0) continue;
      const row = used[i] * this.#rank;
      this.#lengths[used[i]] += count * value;
      for (let j = i; j < used.length; j++) this.#squares[row + used[j]] += value * values[j];
    }
    this.#even += count ** 2 / square;
  }

  /** As `personMoment` is laid out. */
  triangle(): Float64Array {
    const { mean } = this.#basis;
    const matrix = this.#squares.slice();
    for (let a = 0; a < this.#rank; a++) {
      for (let b = a; b < this.#rank; b++) {
        const across = this.#lengths[a] * mean[b] + this.#lengths[b] * mean[a];
        matrix[a * this.#rank + b] += this.#even * mean[a] * mean[b] - across;
      }
    }
    return triangleOfMatrix(matrix, this.#rank);
  }
}
