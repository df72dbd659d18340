import type { WordStream } from './random-words.ts';

/**
 * Rounds each coordinate to one of its two neighbouring integers, up with the probability of its fraction, and draws the
 * whole vector again until its L2 norm is at most `normBound`.
 *
 * With the bound of `roundedNorms` (conditional rounding with bias beta) a draw is accepted with probability at least
 * 1 - beta, so that 200 refused draws in a row happen with probability below beta^200 (2^-144 for beta = exp(-1/2)) and are
 * taken for a fault of the caller.
 *
 * Source: Kairouz, Liu & Steinke, "The Distributed Discrete Gaussian Mechanism" (2021), algorithm 1 and theorem 1.
 * @throws RangeError if the vector is longer than the bound was made for.
 */
export function roundConditionally(vector: Float64Array, normBound: number, words: WordStream): Int32Array {
  const rounded = new Int32Array(vector.length);
  const largest = normBound * normBound;
  for (let draw = 0; draw < 200; draw++) {
    let square = 0;
    for (let i = 0; i < vector.length; i++) {
      const floor = Math.floor(vector[i]);
      const up = words.next() < (vector[i] - floor) * 2 ** 32 ? 1 : 0;
      const value = floor + up;
      rounded[i] = value;
      square += value * value;
    }
    if (square <= largest) return rounded;
  }
  throw new RangeError('no rounding of the vector stays within its norm bound: it was not clipped');
}
