import { meanNdcg } from '../evaluate.ts';
import type { FittedRecommender } from '../recommender.ts';
import { type Case, everyFew, type Task } from '../task.ts';

const mostCases = 600;

/** Of the candidates the one whose fit to the tuning part ranks its cases (at most 600 of them) best; of equals the first. */
export function choose<T extends object | number>(
  task: Task,
  candidates: readonly T[],
  fit: (candidate: T) => FittedRecommender,
): T {
  return chooseOn(task.tuning.cases, task.catalogue.size, candidates, fit);
}

/** The same for cases over so many items. */
export function chooseOn<T extends object | number>(
  all: readonly Case[],
  items: number,
  candidates: readonly T[],
  fit: (candidate: T) => FittedRecommender,
): T {
  const [first] = candidates;
  if (first === undefined) throw new RangeError('nothing to choose from');
  const cases = everyFew(all, mostCases);
  let best = first;
  let bestNdcg = -1;
  for (const candidate of candidates) {
    const ndcg = meanNdcg(fit(candidate), cases, items);
    if (ndcg > bestNdcg) [best, bestNdcg] = [candidate, ndcg];
  }
  return best;
}
