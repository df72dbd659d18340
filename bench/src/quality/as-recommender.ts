import type { Strategy } from '@parlour/recommend';
import type { Recommender, RowName } from './recommender.ts';
import type { Task } from './task.ts';

/** A strategy alone as a row of the bench. */
export function asRecommender(
  name: RowName,
  make: (task: Task) => Strategy | Promise<Strategy>,
): Recommender {
  return {
    name,
    async fit(task) {
      const strategy = await make(task);
      return {
        recommend: (history, allowed, moment, count) =>
          strategy.prepare(history).rank(allowed, moment).rows.slice(0, count),
      };
    },
  };
}
