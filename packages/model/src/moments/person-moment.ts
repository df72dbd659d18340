import { type MomentBasis, projected } from './moment-basis.ts';
import { addOuterTriangle, outerTriangle } from './triangle.ts';

/** Of a longer history only so many of the last watches count. */
export const mostMomentWatches = 500;

/**
 * What a device says to the model update: z = E^T (x - n popularity), with x the history as ones and n how many; then the upper
 * triangle of z z^T / |z|^2 (`outerTriangle`). Its norm is 1, whatever the history, so that no clip norm needs tuning and nothing
 * is clipped. Zeros for an empty history.
 *
 * All watches count alike: fading ones, and pairs that count the more the nearer they stand, were no better (`bench/RESULTS.md`);
 * recency belongs into the history that is scored (`momentScores`).
 * @param watched rows of titles, oldest first, each once.
 */
export function personMoment(basis: MomentBasis, watched: ArrayLike<number>): Float64Array {
  return outerTriangle(personDirection(basis, watched));
}

/** Adds `personMoment` to a sum. */
export const addPersonMoment = (sum: Float64Array, basis: MomentBasis, watched: ArrayLike<number>): void =>
  addOuterTriangle(sum, personDirection(basis, watched));

/** z of `personMoment`, `rank` long. */
export function personDirection(basis: MomentBasis, watched: ArrayLike<number>): Float64Array {
  const rows = Array.from(watched).slice(-mostMomentWatches);
  const z = projected(basis, rows, new Float64Array(rows.length).fill(1));
  for (let a = 0; a < z.length; a++) z[a] -= rows.length * basis.mean[a];
  return z;
}
