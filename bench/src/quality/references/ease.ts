import { type Interactions, interactionsOf, trainEase } from '@parlour/model/collaborative';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';
import { choose } from './choose.ts';

export const easeRidges = [30, 100, 300, 1000];

/** EASE (Steck 2019) in full, neither pruned nor quantised. */
export const ease: Recommender = {
  name: 'ease',
  fit(task) {
    const of = (train: typeof task.train) => interactionsOf(task.catalogue.size, train);
    return fittedEase(
      of(task.train),
      choose(task, easeRidges, (ridge) => fittedEase(of(task.tuning.train), ridge)),
    );
  },
};

export function fittedEase(interactions: Interactions, ridge: number): FittedRecommender {
  const n = interactions.itemCount;
  const weights = trainEase(interactions, { ridge });
  return {
    chosen: { ridge },
    recommend(history, allowed, _, count) {
      const scores = new Float64Array(n);
      for (const { row } of history) {
        for (let j = 0; j < n; j++) scores[j] = (scores[j] as number) + (weights[row * n + j] as number);
      }
      return bestRows(scores, allowed, count);
    },
  };
}
