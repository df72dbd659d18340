import type { FeatureMatrix } from '@parlour/catalogue';
import { coverageOf } from './metrics/coverage.ts';
import { intraListDistance } from './metrics/intra-list-distance.ts';
import { type Mean, meanOf } from './metrics/mean.ts';
import { type ListScores, scoreList } from './metrics/score-list.ts';
import type { FittedRecommender } from './recommender.ts';
import type { Case } from './task.ts';

export const listLength = 10;

export interface Evaluation {
  /** One entry a case, in the order of cases. */
  readonly scores: readonly ListScores[];
  readonly coverage: Mean;
  readonly ild: Mean;
}

/** Ranks all of the catalogue but the history for every case; nothing is sampled. */
export function evaluate(
  fitted: FittedRecommender,
  cases: readonly Case[],
  features: FeatureMatrix,
): Evaluation {
  const lists = cases.map((each) => listFor(fitted, each, features.rows));
  return {
    scores: lists.map((list, index) => scoreList(list, cases[index]?.targets ?? [], listLength)),
    coverage: coverageOf(lists, features.rows),
    ild: meanOf(lists.map((list) => intraListDistance(list, features))),
  };
}

/** NDCG@10 over the cases: what hyper-parameters are chosen by. */
export function meanNdcg(fitted: FittedRecommender, cases: readonly Case[], items: number): number {
  return meanOf(cases.map((each) => scoreList(listFor(fitted, each, items), each.targets, listLength).ndcg))
    .mean;
}

/**
 * The list for a case. `known` cuts what the recommender is told to the most recent so many titles; nothing of the whole
 * history is recommended either way.
 */
export function listFor(fitted: FittedRecommender, each: Case, items: number, known = Infinity): Int32Array {
  const allowed = new Uint8Array(items).fill(1);
  for (const { row } of each.history) allowed[row] = 0;
  const history = each.history.slice(Math.max(0, each.history.length - known));
  const list = fitted.recommend(history, allowed, each.moment, listLength);
  if (list.length > listLength || list.some((row) => allowed[row] !== 1) || new Set(list).size < list.length)
    throw new Error('a recommender gave too many rows, one twice, or one that is not allowed');
  return list;
}
