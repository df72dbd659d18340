import type { AllowedRows, History, Moment } from '@parlour/recommend';
import type { Task } from './task.ts';

/**
 * How a row of `bench quality` plugs in: `recommenders/<name>.ts` exports one `Recommender`, and `recommenders/all.ts`
 * lists it under its row's name. The bench calls `fit` once a split and `recommend` once a person.
 *
 * - Learn from `task.train`; choose hyper-parameters (if any) by fitting on `tuningTask(task)` and scoring with
 *   `meanNdcg(fitted, task.tuning.cases)`. The test people never reach a recommender before `recommend`.
 * - One that needs another (fusion its members) gets it by `fitted(other, task)`, which fits each only once a task.
 * - A `Strategy` of `@parlour/recommend` is wrapped by `asRecommender(name, task => strategy)`.
 * - `allowed` is 0 at what the person watched; rows of what is returned are catalogue rows, best first.
 */
export interface Recommender {
  readonly name: RowName;
  fit(task: Task): FittedRecommender | Promise<FittedRecommender>;
}

export interface FittedRecommender {
  /** At most `count` rows, best first, all allowed. Fewer where there is nothing to say. */
  recommend(history: History, allowed: AllowedRows, moment: Moment, count: number): Int32Array;
  /** What was chosen on the validation part, for the report. */
  readonly chosen?: Readonly<Record<string, unknown>>;
}

export const rowNames = [
  'popularity',
  'item-knn',
  'user-knn',
  'ease',
  'ials',
  'ials-weighted',
  'ncf',
  'collaborative',
  'content',
  'graph',
  'context',
  'fusion',
] as const;
export type RowName = (typeof rowNames)[number];

/** Rows that the fusion must beat. */
export const referenceNames: readonly RowName[] = [
  'popularity',
  'item-knn',
  'user-knn',
  'ease',
  'ials',
  'ials-weighted',
  'ncf',
];
