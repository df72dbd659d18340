export { type EaseOptions, trainEase } from './ease.ts';
export { countsOf, type Interactions, interactionsOf, peopleByItem } from './interactions.ts';
export { type SimilarityOptions, type SparseRows, trainItemSimilarity } from './item-similarity.ts';
