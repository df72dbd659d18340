import * as v from 'valibot';
import { count, fraction, moment, pageLimit, Uuid } from './basics.ts';
import { ImportOptions } from './imports.ts';

export const JobKind = v.picklist(['import', 'publish', 'promote', 'train']);
export type JobKind = v.InferOutput<typeof JobKind>;

/** What an import came to. */
export const ImportResult = v.strictObject({
  kind: v.literal('import'),
  rows: count,
  added: count,
  joined: count,
  changed: count,
  unchanged: count,
  refused: count,
  /** Rows left out on purpose, by reason. */
  skipped: v.record(v.string(), count),
  /** Titles in the catalogue afterwards. */
  titles: count,
  /** Version of the catalogue that was published at once; none where it was not. */
  published: v.nullable(v.string()),
});

export type ImportResult = v.InferOutput<typeof ImportResult>;

/** What a job came to, by its kind. `promote` ends in a publishing as `publish` does. */
export const JobResult = v.variant('kind', [
  ImportResult,
  v.strictObject({ kind: v.literal('publish'), version: v.string(), titles: count }),
  v.strictObject({ kind: v.literal('train'), model: Uuid }),
]);
export type JobResult = v.InferOutput<typeof JobResult>;

/** Work that an operator or a schedule asked for and that a queue worker does; one at a time. */
export const OperatorJob = v.strictObject({
  id: Uuid,
  kind: JobKind,
  /** Of an import: what is imported. */
  import: v.nullable(ImportOptions),
  /** Of a promotion: the version. */
  model: v.nullable(Uuid),
  state: v.picklist(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** What it is doing, a plain present participle. */
  step: v.nullable(v.string()),
  /** How far it is. */
  fraction,
  createdAt: moment,
  startedAt: v.nullable(moment),
  endedAt: v.nullable(moment),
  result: v.nullable(JobResult),
  /** Why it failed, as a `ParlourError` in plain form. */
  error: v.nullable(
    v.strictObject({ code: v.string(), message: v.string(), meaning: v.string(), mend: v.string() }),
  ),
});
export type OperatorJob = v.InferOutput<typeof OperatorJob>;

/** Which jobs to list, the newest first. */
export const JobQuery = v.strictObject({
  limit: pageLimit,
  /** Those after this one, which ended a page. */
  after: v.optional(Uuid),
  kind: v.optional(JobKind),
});
export type JobQuery = v.InferOutput<typeof JobQuery>;

export const JobPage = v.strictObject({ jobs: v.array(OperatorJob), next: v.nullable(Uuid) });
export type JobPage = v.InferOutput<typeof JobPage>;

/** A row that an import left out. The first 10,000 of an import are kept. */
export const RejectedRow = v.strictObject({
  file: v.nullable(v.string()),
  line: count,
  reason: v.string(),
});
export type RejectedRow = v.InferOutput<typeof RejectedRow>;

export const RejectedQuery = v.strictObject({
  limit: pageLimit,
  /** Rows to leave out from the beginning. */
  offset: v.optional(v.pipe(count, v.maxValue(10_000)), 0),
});
export type RejectedQuery = v.InferOutput<typeof RejectedQuery>;

export const RejectedPage = v.strictObject({
  rows: v.array(RejectedRow),
  /** That are kept. */
  kept: count,
});
export type RejectedPage = v.InferOutput<typeof RejectedPage>;
