export type { TriedView, TrialView } from './trial-views.ts';
export type { BrainApi } from './brain-api.ts';
export type { BrainState, Settings } from './brain-state.ts';
export type {
  BackendName,
  BackendReport,
  DeviceReport,
  MixtureReport,
  TrainingReport,
} from './device-report.ts';
export type {
  AmbiguousTitle,
  ImportAnswers,
  ImportChoices,
  ImportPreview,
  ImportSummary,
  MatchedTitle,
  UnmatchedTitle,
} from './import-views.ts';
export type {
  DeviceType,
  InterestView,
  ListContext,
  ListRequest,
  ListSource,
  MissingStrategy,
  Mood,
  Reason,
  Recommendation,
  RecommendationList,
  TitleExplanation,
  TrustView,
} from './list-views.ts';
export type {
  ProfileChoice,
  ProfileContents,
  ProfilesView,
  ProfileView,
  RestoredExport,
} from './profile-views.ts';
export type { OnProgress, Progress } from './progress.ts';
export type {
  DeviceView,
  IgnoredView,
  PairingView,
  SyncBeginning,
  SyncStatusView,
  SyncView,
} from './sync-views.ts';
export type {
  CatalogueFacets,
  Facet,
  HistoryPage,
  ItemCard,
  ItemDetail,
  MyView,
  ReportKind,
  TasteGroup,
} from './title-views.ts';
export type {
  BudgetView,
  ClustersView,
  DeviceConditions,
  QueryView,
  RoundView,
  TogetherDoing,
  TogetherOffer,
  TogetherView,
  LearnedView,
  SharedMixView,
  SumsView,
  WatchedHereView,
} from './together-views.ts';
export type { CreatedVault, PasskeyChallenge, PasskeySecret, VaultUnlock } from './vault-access.ts';
