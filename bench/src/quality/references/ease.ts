import { interactionsOf, trainEase } from '@parlour/model/collaborative';
import type { History } from '@parlour/recommend';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';
import { choose } from './choose.ts';

const ridges = [30, 100, 300, 1000];

/** EASE (Steck 2019) in full, neither pruned nor quantised. */
export const ease: Recommender = {
  name: 'ease',
  fit(task) {
    const fit = (train: readonly History[], ridge: number): FittedRecommender => {
      const n = task.catalogue.size;
      const weights = trainEase(interactionsOf(n, train), { ridge });
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
    };
    return fit(
      task.train,
      choose(task, ridges, (ridge) => fit(task.tuning.train, ridge)),
    );
  },
};
