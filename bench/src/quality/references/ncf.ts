import { interactionsOf } from '@parlour/model/collaborative';
import type { History } from '@parlour/recommend';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';
import { choose } from './choose.ts';
import { type NcfOptions, NeuralMatrix } from './neural-matrix.ts';

const candidates: readonly NcfOptions[] = [50_000, 200_000].map((samples) => ({
  rank: 16,
  samples,
  negatives: 4,
  rate: 0.05,
  ridge: 1e-3,
  seed: 1,
}));

/** Neural collaborative filtering. */
export const ncf: Recommender = {
  name: 'ncf',
  fit(task) {
    const fit = (train: readonly History[], options: NcfOptions): FittedRecommender => {
      const n = task.catalogue.size;
      const matrix = new NeuralMatrix(n, options);
      const x = interactionsOf(n, train);
      // A little set is soon seen often enough.
      matrix.train(x, { ...options, samples: Math.min(options.samples, 20 * x.items.length) });
      return {
        chosen: { ...options },
        recommend(history, allowed, _, count) {
          const person = matrix.person([...new Set(history.map(({ row }) => row))]);
          const scores = Float64Array.from({ length: n }, (_, row) => matrix.score(person, row));
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
