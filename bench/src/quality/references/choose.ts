import { meanNdcg } from '../evaluate.ts';
import type { FittedRecommender } from '../recommender.ts';
import { everyFew, type Task } from '../task.ts';

const mostCases = 600;

/** Of the candidates the one whose fit to the tuning part ranks its cases (at most 600 of them) best; of equals the first. */
export function choose<T extends object | number>(
  task: Task,
  candidates: readonly T[],
  fit: (candidate: T) => FittedRecommender,
): T {
  const [first] = candidates;
  if (first === undefined) throw new RangeError('nothing to choose from');
  const cases = everyFew(task.tuning.cases, mostCases);
  let best = first;
  let bestNdcg = -1;
  for (const candidate of candidates) {
    const ndcg = meanNdcg(fit(candidate), cases, task.catalogue.size);
    if (ndcg > bestNdcg) [best, bestNdcg] = [candidate, ndcg];
  }
  return best;
}
