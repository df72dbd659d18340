import { listFor, listLength } from './evaluate.ts';
import { type Mean, meanOf } from './metrics/mean.ts';
import { scoreList } from './metrics/score-list.ts';
import type { FittedRecommender } from './recommender.ts';
import { type Case, everyFew } from './task.ts';

export const coldLengths = [1, 2, 3, 5, 10, 20] as const;

const mostPeople = 1000;

export interface ColdStart {
  /** How many of the most recent titles were told. */
  readonly length: number;
  /** People with at least so many, a thousand of them at most. */
  readonly people: number;
  readonly ndcg: number;
  readonly ndcgSe: number;
}

export function coldStart(fitted: FittedRecommender, cases: readonly Case[], items: number): ColdStart[] {
  return coldLengths.map((length) => {
    const enough = everyFew(
      cases.filter(({ history }) => history.length >= length),
      mostPeople,
    );
    const ndcg: Mean = meanOf(
      enough.map((each) => scoreList(listFor(fitted, each, items, length), each.targets, listLength).ndcg),
    );
    return { length, people: enough.length, ndcg: round(ndcg.mean), ndcgSe: round(ndcg.se) };
  });
}

const round = (value: number) => Math.round(value * 1e5) / 1e5;
