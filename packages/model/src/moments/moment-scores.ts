import type { MomentModel } from './moment-model.ts';
import { watchWeights } from './watch-weights.ts';

/**
 * A person as the model sees them: A^T x, with x the history as `watchWeights` times each title's own weight. Solved on the
 * device, from nothing but the model that everybody has and the history; it goes nowhere.
 * @param watched places of titles, oldest first, each once.
 * @param weights -1..1 by place in `watched`, 1 where there are none; below 0 of what is disliked.
 */
export function momentPerson(
  { rank, factors }: MomentModel,
  watched: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Float64Array {
  const recency = watchWeights(watched.length);
  const person = new Float64Array(rank);
  for (let i = 0; i < watched.length; i++) {
    const start = watched[i] * rank;
    const weight = recency[i] * (weights?.[i] ?? 1);
    for (let c = 0; c < rank; c++) person[c] += weight * factors[start + c];
  }
  return person;
}

/** The score of one title for a person. */
export function momentScore(
  { rank, factors, lift }: MomentModel,
  person: Float64Array,
  item: number,
): number {
  const start = item * rank;
  let sum = 0;
  for (let c = 0; c < rank; c++) sum += person[c] * factors[start + c];
  return sum * lift[item];
}

/**
 * Scores of all titles for one history, on the device: `lift` K x, with x the history as `watchWeights`. Two products of `items` x
 * `rank`. Titles of the history have scores too: whoever ranks leaves them out.
 * @param watched as of `momentPerson`.
 */
export function momentScores(
  model: MomentModel,
  watched: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Float64Array {
  const person = momentPerson(model, watched, weights);
  return Float64Array.from({ length: model.items }, (_, item) => momentScore(model, person, item));
}
