export { accountApi } from './account-api.ts';
export { type ApiRoute, apiRoutes, type BinaryBody, isBinary } from './api-route.ts';
export { auditApi } from './audit-api.ts';
export { feedApi } from './feed-api.ts';
export { operatorApi, type OperatorRoute } from './operator-api.ts';
export { publicApi } from './public-api.ts';
export { relayApi } from './relay-api.ts';
export { sessionApi } from './session-api.ts';
export type { ApiAnswer, ApiCall, ApiRequest } from './route-types.ts';
export { BundleCost, DemandSwitch, EpsilonPair, PublishedBundle } from '../operator/bundles.ts';
export { FailedJobs, Health, LivingProcess, ProcessStatus } from '../operator/health.ts';
export { CatalogueSource, ImportFormat, ImportOptions, SourceOrder } from '../operator/imports.ts';
export { InviteBatch, InviteOrder, MadeInvites } from '../operator/invites.ts';
export {
  ImportResult,
  JobKind,
  JobPage,
  JobQuery,
  JobResult,
  OperatorJob,
  RejectedPage,
  RejectedQuery,
  RejectedRow,
} from '../operator/jobs.ts';
export {
  Estimate,
  Experiment,
  ExperimentLook,
  ExperimentOutcome,
  MeasuredQuality,
} from '../operator/experiments.ts';
export {
  ModelKind,
  ModelList,
  ModelOrigin,
  ModelQuery,
  ModelVersion,
  Promotion,
  PromotionOrder,
  TrainingMetrics,
  TrainingParameters,
  TrainingRun,
} from '../operator/models.ts';
export {
  RoundLeg,
  RoundOrder,
  RoundOutcomes,
  RoundPage,
  RoundQuery,
  RoundStatus,
} from '../operator/rounds.ts';
export {
  Schedule,
  ScheduledWork,
  ScheduleOrder,
  ScheduleSwitch,
  ScheduleTimes,
} from '../operator/schedules.ts';
