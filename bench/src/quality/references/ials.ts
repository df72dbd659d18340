import {
  gramOf,
  type ImplicitAlsOptions,
  interactionsOf,
  normalEquations,
  personVector,
  trainImplicitAls,
} from '@parlour/model/collaborative';
import type { History } from '@parlour/recommend';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';
import { choose } from './choose.ts';

const candidates: readonly ImplicitAlsOptions[] = [0.003, 0.03, 0.1].map((ridge) => ({
  rank: 64,
  passes: 6,
  seed: 1,
  unobserved: 0.1,
  ridge,
}));

/** Implicit ALS of rank 64 in full; the person's vector is solved from the history, also for people it was trained on. */
export const ials: Recommender = {
  name: 'ials',
  fit(task) {
    const fit = (train: readonly History[], options: ImplicitAlsOptions): FittedRecommender => {
      const n = task.catalogue.size;
      const items = trainImplicitAls(interactionsOf(n, train), options);
      const gram = gramOf(items);
      return {
        chosen: { ...options },
        recommend(history, allowed, _, count) {
          const rows = [...new Set(history.map(({ row }) => row))];
          const vector = personVector(items, normalEquations(items, gram, rows, options), rows);
          const scores = Float64Array.from({ length: n }, (_, row) => {
            let sum = 0;
            for (let a = 0; a < items.rank; a++)
              sum += (items.values[row * items.rank + a] as number) * (vector[a] as number);
            return sum;
          });
          return bestRows(scores, allowed, count);
        },
      };
    };
    return fit(
      task.train,
      choose(task, candidates, (options) => fit(task.tuning.train, options)),
    );
  },
};
