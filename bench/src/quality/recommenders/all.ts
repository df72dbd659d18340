import type { Recommender } from '../recommender.ts';
import { ease } from '../references/ease.ts';
import { ials } from '../references/ials.ts';
import { ialsWeighted } from '../references/ials-weighted.ts';
import { itemKnn } from '../references/item-knn.ts';
import { ncf } from '../references/ncf.ts';
import { collaborative } from './collaborative.ts';
import { content } from './content.ts';
import { context } from './context.ts';
import { fusion } from './fusion.ts';
import { popularity } from '../references/popularity.ts';
import { userKnn } from '../references/user-knn.ts';
import { graph } from './graph.ts';

/** Every row of the bench; rows come out in the order of `rowNames`. */
export const recommenders: readonly Recommender[] = [
  popularity,
  itemKnn,
  userKnn,
  ease,
  ials,
  ialsWeighted,
  ncf,
  collaborative,
  content,
  graph,
  context,
  fusion,
];
