import { countsOf, interactionsOf } from '@parlour/model/collaborative';
import type { Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';

/** What most people watched. */
export const popularity: Recommender = {
  name: 'popularity',
  fit({ catalogue, train }) {
    const counts = countsOf(interactionsOf(catalogue.size, train));
    return { recommend: (_, allowed, __, count) => bestRows(counts, allowed, count) };
  },
};
