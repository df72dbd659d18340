import type { Recommender } from '../recommender.ts';
import { ease } from '../references/ease.ts';
import { itemKnn } from '../references/item-knn.ts';
import { popularity } from '../references/popularity.ts';

/** Every row of the bench; rows come out in the order of `rowNames`. */
export const recommenders: readonly Recommender[] = [popularity, itemKnn, ease];
