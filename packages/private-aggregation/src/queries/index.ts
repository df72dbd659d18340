export { answerBundle, type BundleAnswer, type BundleMaterial, type SaidToQuery } from './answer-bundle.ts';
export { moments, momentsBasis, momentsId } from './moments.ts';
export { mostTitles, popularity, popularityId, popularityList, popularityScale } from './popularity.ts';
export { newestEpochs, type PopularitySum, popularityOfSums } from './popularity-of-sums.ts';
export {
  asked,
  familyOf,
  type FileMaterial,
  type QueryFile,
  type QueryKind,
  type WatchedTitle,
} from './query-kind.ts';
export { isWorthAnswering, queryKind } from './query-kinds.ts';
