export { type EaseOptions, trainEase } from './ease.ts';
export { countsOf, type Interactions, interactionsOf, peopleByItem } from './interactions.ts';
export { type SimilarityOptions, trainItemSimilarity } from './item-similarity.ts';
export { type ImplicitAlsOptions, trainImplicitAls } from './implicit-als.ts';
export {
  type Confidence,
  type Factors,
  gramOf,
  type NormalEquations,
  normalEquations,
  personVector,
} from './person-vector.ts';
export { type FollowsOptions, trainFollows } from './follows.ts';
export { type LocalRidgeOptions, localRidge } from './local-ridge.ts';
export { type GapColumns, gapColumns } from './gap-columns.ts';
export { pruned } from './pruned.ts';
export type { SparseRows } from './sparse-rows.ts';
export { trainTogether } from './together.ts';
export type {
  CollaborativeModel,
  ItemFactors,
  ItemWeights,
  Mixture,
  RecencyPrior,
} from './collaborative-model.ts';
export { collaborativeOfAnotherCatalogue } from './file/collaborative-errors.ts';
export { decodeCollaborativeModel, encodeCollaborativeModel } from './file/collaborative-file.ts';
export { rowsOfItems } from './rows-of-items.ts';
export {
  collaborativeScorer,
  type CollaborativeScorer,
  type PersonScores,
  type Watched,
} from './scoring/collaborative-scorer.ts';
export {
  type CollaborativeOptions,
  collaborativeTrainer,
  defaultOptions,
  optionsFor,
  trainCollaborative,
  type TrainingSource,
} from './train-collaborative.ts';
export { isClearlyBetter, mean, type TuningCase, tunedMixture, tunedRecency } from './tuning.ts';
