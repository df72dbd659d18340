import * as v from 'valibot';
import { hex, Uuid } from '../operator/basics.ts';
import { BundleCost, DemandSwitch, PublishedBundle } from '../operator/bundles.ts';
import { Health, ProcessStatus } from '../operator/health.ts';
import { CatalogueSource, ImportOptions, SourceOrder } from '../operator/imports.ts';
import { InviteBatch, InviteOrder, MadeInvites } from '../operator/invites.ts';
import { JobPage, JobQuery, OperatorJob, RejectedPage, RejectedQuery } from '../operator/jobs.ts';
import { ModelKind, ModelList, ModelQuery, ModelVersion, PromotionOrder } from '../operator/models.ts';
import { RoundOrder, RoundPage, RoundQuery, RoundStatus } from '../operator/rounds.ts';
import { Schedule, ScheduleOrder, ScheduleSwitch } from '../operator/schedules.ts';
import { Bundle } from '../query-bundle.ts';
import { apiRoutes } from './api-route.ts';

const byHash = v.strictObject({ hash: hex(32) });
const byRound = v.strictObject({ id: hex(32) });
const byId = v.strictObject({ id: Uuid });
const bytes = (holds: string) => ({ media: 'application/octet-stream', holds });

/** What operators do. */
export const operatorApi = apiRoutes({
  'GET /api/operator/status': {
    tag: 'health',
    summary: 'The process that answers, and what it has used',
    answer: ProcessStatus,
    problems: [],
  },
  'GET /api/operator/health': {
    tag: 'health',
    summary: 'Queue, database, disk, replicas and queue workers',
    answer: Health,
    problems: [],
  },

  'GET /api/operator/bundles': {
    tag: 'bundles',
    summary: 'All bundles that were ever published, the newest first',
    answer: v.array(PublishedBundle),
    problems: [],
  },
  'POST /api/operator/bundles': {
    tag: 'bundles',
    summary: 'Check, sign and publish a bundle',
    description:
      'It never changes afterwards. The same again changes nothing, and brings no retired one back.',
    body: Bundle,
    answer: PublishedBundle,
    problems: ['operators/malformed-request', 'aggregation/bundle-weakened', 'aggregation/bundle-expired'],
  },
  'POST /api/operator/bundles/cost': {
    tag: 'bundles',
    summary: 'What answering a bundle would cost a person, before it is published',
    body: Bundle,
    answer: BundleCost,
    problems: ['operators/malformed-request', 'aggregation/bundle-weakened'],
  },
  'POST /api/operator/bundles/:hash/retire': {
    tag: 'bundles',
    summary: 'Take no more devices for a bundle, for good',
    description: 'Rounds that have begun go on.',
    params: byHash,
    answer: PublishedBundle,
    problems: ['aggregation/bundle-unknown'],
  },
  'POST /api/operator/bundles/:hash/demand': {
    tag: 'bundles',
    summary: 'Make rounds of a bundle as soon as a cohort waits, or do not',
    params: byHash,
    body: DemandSwitch,
    answer: PublishedBundle,
    problems: ['operators/malformed-request', 'aggregation/bundle-unknown'],
  },

  'GET /api/operator/rounds': {
    tag: 'rounds',
    summary: 'Rounds, the newest first, page by page',
    query: RoundQuery,
    answer: RoundPage,
    problems: [],
  },
  'POST /api/operator/rounds': {
    tag: 'rounds',
    summary: 'Make a round by hand',
    body: RoundOrder,
    answer: RoundStatus,
    problems: [
      'operators/malformed-request',
      'aggregation/bundle-unknown',
      'aggregation/bundle-expired',
      'tokens/unknown-epoch',
    ],
  },
  'GET /api/operator/rounds/:id': {
    tag: 'rounds',
    summary: 'A round: each leg, deadlines, messages by outcome',
    params: byRound,
    answer: RoundStatus,
    problems: ['operators/unknown-round'],
  },
  'GET /api/operator/rounds/:id/sum': {
    tag: 'rounds',
    summary: 'What a round released',
    params: byRound,
    answer: bytes('Words modulo 2^bits as 32-bit numbers, little-endian.'),
    problems: ['operators/unknown-round', 'operators/no-sum'],
  },
  'POST /api/operator/rounds/:id/abort': {
    tag: 'rounds',
    summary: 'End a round without a sum',
    params: byRound,
    answer: RoundStatus,
    problems: ['operators/unknown-round', 'operators/round-ended'],
  },

  'GET /api/operator/schedules': {
    tag: 'schedules',
    summary: 'What the queue does by itself',
    answer: v.array(Schedule),
    problems: [],
  },
  'POST /api/operator/schedules': {
    tag: 'schedules',
    summary: 'Schedule rounds of a bundle, a refresh of the catalogue, or a training',
    body: ScheduleOrder,
    answer: Schedule,
    problems: [
      'operators/malformed-request',
      'operators/bad-cron',
      'operators/unknown-source',
      'aggregation/bundle-unknown',
    ],
  },
  'POST /api/operator/schedules/:id/switch': {
    tag: 'schedules',
    summary: 'Enable or disable a schedule',
    params: byId,
    body: ScheduleSwitch,
    answer: Schedule,
    problems: ['operators/malformed-request', 'operators/unknown-schedule'],
  },
  'DELETE /api/operator/schedules/:id': {
    tag: 'schedules',
    summary: 'Remove a schedule',
    params: byId,
    problems: ['operators/unknown-schedule'],
  },

  'GET /api/operator/invites': {
    tag: 'invites',
    summary: 'Batches of invites by their counts, the newest first',
    answer: v.array(InviteBatch),
    problems: [],
  },
  'POST /api/operator/invites': {
    tag: 'invites',
    summary: 'Make invites',
    description: 'Their codes are shown this once and kept nowhere.',
    body: InviteOrder,
    answer: MadeInvites,
    problems: ['operators/malformed-request'],
  },
  'POST /api/operator/invites/:id/revoke': {
    tag: 'invites',
    summary: 'Let the unused invites of a batch admit nobody any more',
    params: byId,
    answer: InviteBatch,
    problems: ['operators/unknown-invites'],
  },

  'GET /api/operator/jobs': {
    tag: 'jobs',
    summary: 'Imports, publishings, promotions and trainings, the newest first, page by page',
    query: JobQuery,
    answer: JobPage,
    problems: [],
  },
  'GET /api/operator/jobs/:id': {
    tag: 'jobs',
    summary: 'A job: how far it is, what it came to',
    params: byId,
    answer: OperatorJob,
    problems: ['operators/unknown-job'],
  },
  'GET /api/operator/jobs/:id/rejected': {
    tag: 'jobs',
    summary: 'Rows that an import left out, and why, page by page',
    params: byId,
    query: RejectedQuery,
    answer: RejectedPage,
    problems: ['operators/unknown-job'],
  },

  'POST /api/operator/jobs/:id/cancel': {
    tag: 'jobs',
    summary: 'Cancel a job that waits, or an import or a training that runs',
    description: 'What an import had finished by then stays in the catalogue. Publishing is done whole.',
    params: byId,
    answer: OperatorJob,
    problems: ['operators/unknown-job', 'operators/job-over', 'operators/job-whole'],
  },

  'POST /api/operator/imports': {
    tag: 'catalogue',
    summary: 'Import a file into the catalogue',
    description:
      'The file is streamed to the data folder; the queue imports it by the code of `npx parlour catalogue import`.',
    query: ImportOptions,
    body: bytes('The file, or a ZIP of the folder for formats of folders.'),
    answer: OperatorJob,
    problems: ['http/too-large', 'operators/empty-file', 'catalogue/no-platform'],
  },
  'POST /api/operator/catalogue/publish': {
    tag: 'catalogue',
    summary: 'Publish the catalogue as a new snapshot',
    answer: OperatorJob,
    problems: [],
  },
  'GET /api/operator/sources': {
    tag: 'catalogue',
    summary: 'Where the server itself fetches files to import',
    answer: v.array(CatalogueSource),
    problems: [],
  },
  'POST /api/operator/sources': {
    tag: 'catalogue',
    summary: 'Configure a source',
    body: SourceOrder,
    answer: CatalogueSource,
    problems: ['operators/malformed-request', 'catalogue/no-platform'],
  },
  'POST /api/operator/sources/:id/refresh': {
    tag: 'catalogue',
    summary: 'Fetch and import a source now',
    params: byId,
    answer: OperatorJob,
    problems: ['operators/unknown-source'],
  },
  'DELETE /api/operator/sources/:id': {
    tag: 'catalogue',
    summary: 'Remove a source, and its schedules',
    description: 'What was imported from it stays.',
    params: byId,
    problems: ['operators/unknown-source'],
  },

  'GET /api/operator/models': {
    tag: 'models',
    summary: 'Versions of models, what each was made of, and what was promoted when',
    answer: ModelList,
    problems: [],
  },
  'POST /api/operator/models': {
    tag: 'models',
    summary: 'Hand over a model file that was made elsewhere',
    description: 'The same file again is the same version. `origin` is a `ModelOrigin` as JSON.',
    query: ModelQuery,
    body: bytes('A file that `npx parlour train` wrote.'),
    answer: ModelVersion,
    problems: ['http/too-large', 'operators/empty-file', 'operators/malformed-request'],
  },
  'POST /api/operator/models/train': {
    tag: 'models',
    summary: "Train the collaborative model from the catalogue's public ratings",
    description: 'It becomes a version; it is not promoted by itself.',
    answer: OperatorJob,
    problems: [],
  },
  'POST /api/operator/models/:id/promote': {
    tag: 'models',
    summary: 'Serve a version to everybody, or have a share of people try it',
    params: byId,
    body: PromotionOrder,
    answer: OperatorJob,
    problems: ['operators/malformed-request', 'operators/unknown-model', 'operators/no-canary'],
  },
  'POST /api/operator/models/roll-back/:kind': {
    tag: 'models',
    summary: 'End a canary, or else serve what was promoted before',
    params: v.strictObject({ kind: ModelKind }),
    answer: OperatorJob,
    problems: ['operators/nothing-before'],
  },
});

/** `METHOD path` of a route of operators. */
export type OperatorRoute = keyof typeof operatorApi;
