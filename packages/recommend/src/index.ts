export { knownRows } from './list/known-rows.ts';
export { popularity } from './list/popularity.ts';
export type { Reason } from './engine/recommended-list.ts';
export { seedOfTasteGroup, type TasteContext, type TasteGroup, tasteGroups } from './taste/taste-groups.ts';
export * from './strategies/strategy.ts';
export { compactFeatures, type CompactFeatures } from './space/compact-features.ts';
export { itemSpace, itemSpaceSteps, type ItemSpace } from './space/item-space.ts';
export { expandedFeatures } from './space/expanded-features.ts';
export { decodeSpace, encodeSpace, type SpaceOrigin } from './space/space-file.ts';
export {
  contentStrategy,
  type ContentStrategy,
  type PreparedContent,
} from './strategies/content/content-strategy.ts';
export type { Interest } from './strategies/content/interests.ts';
export { rankingOf } from './strategies/ranking-of.ts';
export { bestRows } from './space/best-rows.ts';
export { contextStrategy, type ContextParts } from './strategies/context/context-strategy.ts';
export { type Habits, noHabits } from './strategies/context/habits.ts';
export { learnHabits } from './strategies/context/learn-habits.ts';
export { runtimes } from './strategies/context/moment-fit.ts';
export { type ExactMoods, exactMoods } from './moods/exact-moods.ts';
export { type MoodLevels, moodLevels } from './moods/mood-levels.ts';
export { type ItemMood, type MoodPart, moodsOfItem } from './moods/moods-of-item.ts';
export type { GraphPath, PathEdge } from './strategies/graph/graph-path.ts';
export { type GraphStrategy, graphStrategy, type PreparedGraph } from './strategies/graph/graph-strategy.ts';
export { createEngine, type Engine } from './engine/engine.ts';
export type { EngineParts, Learned } from './engine/engine-parts.ts';
export type { Explanation } from './engine/explain-title.ts';
export type { RecommendRequest, RequestContext } from './engine/recommend-request.ts';
export type { ListEntry, ListSource, RecommendedList } from './engine/recommended-list.ts';
export type { Sitting } from './engine/sitting.ts';
export type { SimilarTitle } from './engine/similar-titles.ts';
export { fuser, type Fused, type RankedList } from './fusion/fuse.ts';
export { adaptWeights } from './fusion/adapt-weights.ts';
export { type FusionEvidence, mostEvidence } from './fusion/fusion-evidence.ts';
export { type FusionWeights, startingWeights, strategyNames } from './fusion/fusion-weights.ts';
export { weightsLeft } from './fusion/weights-left.ts';
export { decodeFusion, encodeFusion, weightsOf } from './fusion/published-weights.ts';
export { type FusionCase, type LearnedWeights, learnWeights } from './fusion/learn-weights.ts';
export { spread } from './diversity/spread.ts';
export type { Trust, TrustParts } from './trust/trust.ts';
export { publishedSignals } from './trust/published-signals.ts';
export type { TrustSignals } from './trust/trust-signals.ts';
export type { ClusterHead } from './strategies/collaborative/cluster-heads.ts';
export { collaborative } from './strategies/collaborative/collaborative-strategy.ts';
export type { LearnedTaste } from './strategies/content/learned-taste.ts';
export { clusterFeeds, type ClusterFeeds, type FeedEntry, type FeedRequest } from './engine/cluster-feed.ts';
export { type ItemListDocument, toItemList } from './json-ld/item-list.ts';
