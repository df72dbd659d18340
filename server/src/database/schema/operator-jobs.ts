import { sql } from 'drizzle-orm';
import type { PlainError } from '@parlour/wire';
import type { ImportOptions, JobResult } from '@parlour/wire/api';
import { boolean, check, index, integer, jsonb, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import { madeAt, moment } from './columns.ts';
import { modelVersion } from './models.ts';
import { parlour } from './parlour.ts';

/** Work that operators and schedules ask for; the queue's own row goes when it is done, this one stays. */
export const operatorJob = parlour.table(
  'operator_job',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    kind: text('kind', { enum: ['import', 'publish', 'promote', 'train'] }).notNull(),
    import: jsonb('import').$type<ImportOptions>(),
    /** Where an import's file is fetched from; null where it was uploaded to the data folder under the job's id. */
    url: text('url'),
    modelId: uuid('model_id').references(() => modelVersion.id),
    /** Of a promotion; 0 ends a canary. */
    share: real('share'),
    /** Of a canary: whether what released sums say of it is done by itself. */
    isAutomatic: boolean('is_automatic').notNull().default(false),
    state: text('state', { enum: ['waiting', 'running', 'done', 'failed', 'cancelled'] })
      .notNull()
      .default('waiting'),
    step: text('step'),
    fraction: real('fraction').notNull().default(0),
    createdAt: madeAt('created_at'),
    startedAt: moment('started_at'),
    endedAt: moment('ended_at'),
    result: jsonb('result').$type<JobResult>(),
    error: jsonb('error').$type<PlainError>(),
  },
  (row) => [
    check('operator_job_kind', sql`${row.kind} in ('import', 'publish', 'promote', 'train')`),
    check('operator_job_state', sql`${row.state} in ('waiting', 'running', 'done', 'failed', 'cancelled')`),
    check('operator_job_import', sql`(${row.import} is not null) = (${row.kind} = 'import')`),
    check('operator_job_promotion', sql`(${row.modelId} is not null) = (${row.kind} = 'promote')`),
    check(
      'operator_job_end',
      sql`(${row.endedAt} is not null) = (${row.state} in ('done', 'failed', 'cancelled'))`,
    ),
    index('operator_job_newest').on(row.createdAt, row.id),
  ],
);

/** Rows that an import left out, in their order; the first ten thousand. */
export const rejectedRow = parlour.table(
  'rejected_row',
  {
    jobId: uuid('job_id')
      .notNull()
      .references(() => operatorJob.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    file: text('file'),
    line: integer('line').notNull(),
    reason: text('reason').notNull(),
  },
  (row) => [primaryKey({ name: 'rejected_row_pkey', columns: [row.jobId, row.position] })],
);
