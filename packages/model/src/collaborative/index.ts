export { type EaseOptions, trainEase } from './ease.ts';
export { countsOf, type Interactions, interactionsOf, peopleByItem } from './interactions.ts';
export { type SimilarityOptions, type SparseRows, trainItemSimilarity } from './item-similarity.ts';
export { type ImplicitAlsOptions, trainImplicitAls } from './implicit-als.ts';
export {
  type Confidence,
  type Factors,
  gramOf,
  type NormalEquations,
  normalEquations,
  personVector,
} from './person-vector.ts';
