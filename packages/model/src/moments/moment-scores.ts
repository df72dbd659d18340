import type { MomentModel } from './moment-model.ts';
import { watchWeights } from './watch-weights.ts';

/**
 * Scores of all titles for one history, on the device: `lift` K x, with x the history as `watchWeights`. Two products of `items` x
 * `rank`. Titles of the history have scores too: whoever ranks leaves them out.
 * @param watched rows of titles, oldest first.
 */
export function momentScores(
  { items, rank, factors, lift }: MomentModel,
  watched: ArrayLike<number>,
): Float64Array {
  const weights = watchWeights(watched.length);
  const person = new Float64Array(rank);
  for (let i = 0; i < watched.length; i++) {
    const start = watched[i] * rank;
    for (let c = 0; c < rank; c++) person[c] += weights[i] * factors[start + c];
  }
  const scores = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    let sum = 0;
    for (let c = 0; c < rank; c++) sum += person[c] * factors[item * rank + c];
    scores[item] = sum * lift[item];
  }
  return scores;
}
