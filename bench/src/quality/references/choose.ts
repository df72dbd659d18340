import { meanNdcg } from '../evaluate.ts';
import type { FittedRecommender } from '../recommender.ts';
import type { Task } from '../task.ts';

/** Of the candidates the one whose fit to the tuning part ranks its cases best; of equals the first. */
export function choose<T extends object | number>(
  task: Task,
  candidates: readonly T[],
  fit: (candidate: T) => FittedRecommender,
): T {
  const [first] = candidates;
  if (first === undefined) throw new RangeError('nothing to choose from');
  let best = first;
  let bestNdcg = -1;
  for (const candidate of candidates) {
    const ndcg = meanNdcg(fit(candidate), task.tuning.cases, task.catalogue.size);
    if (ndcg > bestNdcg) [best, bestNdcg] = [candidate, ndcg];
  }
  return best;
}
