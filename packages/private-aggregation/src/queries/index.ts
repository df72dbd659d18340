export { answerBundle, type BundleAnswer, type BundleMaterial, type SaidToQuery } from './answer-bundle.ts';
export { mostTitles, popularity, popularityId, popularityScale } from './popularity.ts';
export { asked, familyOf, type QueryKind, type WatchedTitle } from './query-kind.ts';
export { isWorthAnswering, queryKind } from './query-kinds.ts';
