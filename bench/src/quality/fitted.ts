import type { FittedRecommender, Recommender } from './recommender.ts';
import type { History } from '@parlour/recommend';
import type { Task } from './task.ts';

const made = new WeakMap<Recommender, WeakMap<readonly History[], Promise<FittedRecommender>>>();

/** `recommender` fitted to the task; made once for each train part and then shared. */
export function fitted(recommender: Recommender, task: Task): Promise<FittedRecommender> {
  const ofRecommender =
    made.get(recommender) ?? new WeakMap<readonly History[], Promise<FittedRecommender>>();
  made.set(recommender, ofRecommender);
  const known = ofRecommender.get(task.train);
  if (known) return known;
  const fresh = Promise.resolve(recommender.fit(task));
  ofRecommender.set(task.train, fresh);
  return fresh;
}
