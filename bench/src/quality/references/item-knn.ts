import { interactionsOf, type SimilarityOptions, trainItemSimilarity } from '@parlour/model/collaborative';
import type { History } from '@parlour/recommend';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';
import { choose } from './choose.ts';

const candidates: readonly SimilarityOptions[] = [50, 200].flatMap((neighbours) =>
  [0, 10, 50].map((shrinkage) => ({ neighbours, shrinkage })),
);

/** Cosine of items, summed over the history. */
export const itemKnn: Recommender = {
  name: 'item-knn',
  fit(task) {
    const fit = (train: readonly History[], options: SimilarityOptions): FittedRecommender => {
      const n = task.catalogue.size;
      const { starts, columns, values } = trainItemSimilarity(interactionsOf(n, train), options);
      return {
        chosen: { ...options },
        recommend(history, allowed, _, count) {
          const scores = new Float64Array(n);
          for (const { row } of history) {
            for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
              const column = columns[at] as number;
              scores[column] = (scores[column] as number) + (values[at] as number);
            }
          }
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
