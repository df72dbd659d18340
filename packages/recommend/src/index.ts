export type { ListRequest } from './list/list-request.ts';
export { knownRows } from './list/known-rows.ts';
export { popularity } from './list/popularity.ts';
export { recommend } from './list/recommend.ts';
export type { RecommendContext, Taste } from './list/recommend-context.ts';
export type { ListSource, RecommendedList, RecommendedRow } from './list/recommendation.ts';
export { type Deed, deedOf, type HistoryTitle } from './reasons/history-title.ts';
export type { Reason } from './reasons/reason.ts';
export { similarRows } from './similar-rows.ts';
export { seedOfTasteGroup, type TasteContext, type TasteGroup, tasteGroups } from './taste/taste-groups.ts';
export {
  type AllowedRows,
  type DeviceType,
  type Evidence,
  type History,
  type Interaction,
  type Moment,
  type Mood,
  type PreparedStrategy,
  type Ranking,
  rankingLength,
  type Strategy,
  type StrategyName,
} from './strategies/strategy.ts';
