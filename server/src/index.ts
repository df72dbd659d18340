export { type ProviderSettings } from './log-in/provider.ts';
export { createServer, type ServerOptions } from './create-server.ts';
export { firstEnrolmentCode } from './console-access/first-enrolment.ts';
export type { ClusterFeedSource, FeedOrder, VersionFeeds } from './feeds/feed-source.ts';
export { connect, type Database, type DatabaseAddress } from './database/connect.ts';
export { listen, type Notifications } from './database/notifications.ts';
export { prepareDatabase } from './database/prepare-database.ts';
export { isDatabaseAway } from './problems/is-database-away.ts';
export { type ChosenPostgres, choosePostgres } from './postgres/choose-postgres.ts';
export { type Queue, startQueue } from './queue/start-queue.ts';
export { tasksOn } from './queue/tasks.ts';
export { measuredTasks } from './metrics/job-metrics.ts';
export { createProbeServer } from './probe-server.ts';
export { tracedTasks } from './tracing/trace-jobs.ts';
export { startTracing } from './tracing/start-tracing.ts';
export { processRegistry } from './metrics/process-registry.ts';
export type { ReleasedClusters } from './models/released-clusters.ts';
export type {
  KeptModel,
  FusionOrder,
  LearningRun,
  MomentsOrder,
  MomentsRun,
  OnJobProgress,
  OperatorWork,
  ServedModel,
  TriedModel,
} from './jobs/operator-work.ts';
export type { ReleasedCounts } from './models/released-counts.ts';
export { routeAccess } from './operators/route-access.ts';
export { livingProcess } from './processes/living-processes.ts';
export { createRelayServer } from './relay/create-relay-server.ts';
export { relayCounts } from './relay/relay-counts.ts';
