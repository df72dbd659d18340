import {
  type Interactions,
  interactionsOf,
  type SimilarityOptions,
  trainItemSimilarity,
} from '@parlour/model/collaborative';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';
import { choose } from './choose.ts';

export const itemKnnCandidates: readonly SimilarityOptions[] = [50, 200].flatMap((neighbours) =>
  [0, 10, 50].map((shrinkage) => ({ neighbours, shrinkage })),
);

/** Cosine of items, summed over the history. */
export const itemKnn: Recommender = {
  name: 'item-knn',
  fit(task) {
    const of = (train: typeof task.train) => interactionsOf(task.catalogue.size, train);
    return fittedItemKnn(
      of(task.train),
      choose(task, itemKnnCandidates, (options) => fittedItemKnn(of(task.tuning.train), options)),
    );
  },
};

export function fittedItemKnn(interactions: Interactions, options: SimilarityOptions): FittedRecommender {
  const n = interactions.itemCount;
  const { starts, columns, values } = trainItemSimilarity(interactions, options);
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
}
