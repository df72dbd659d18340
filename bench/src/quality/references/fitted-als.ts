import {
  gramOf,
  type ImplicitAlsOptions,
  type Interactions,
  normalEquations,
  personVector,
  trainImplicitAls,
} from '@parlour/model/collaborative';
import type { FittedRecommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';

/** Implicit ALS in full; the person's vector is solved from the history, also for people it was trained on. */
export function fittedAls(interactions: Interactions, options: ImplicitAlsOptions): FittedRecommender {
  const items = interactions.itemCount;
  const factors = trainImplicitAls(interactions, options);
  const gram = gramOf(factors);
  return {
    chosen: { ...options },
    recommend(history, allowed, _, count) {
      const rows = [...new Set(history.map(({ row }) => row))];
      const vector = personVector(factors, normalEquations(factors, gram, rows, options), rows);
      const scores = Float64Array.from({ length: items }, (__, row) => {
        let sum = 0;
        for (let a = 0; a < factors.rank; a++)
          sum += (factors.values[row * factors.rank + a] as number) * (vector[a] as number);
        return sum;
      });
      return bestRows(scores, allowed, count);
    },
  };
}
