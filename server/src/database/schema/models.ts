import { sql } from 'drizzle-orm';
import type { ModelOrigin, TrainingMetrics, TrainingParameters } from '@parlour/wire/api';
import { bigint, check, index, jsonb, real, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, madeAt } from './columns.ts';
import { parlour } from './parlour.ts';

const kinds = [
  'collaborative',
  'encoder',
  'embeddings',
  'fusion',
  'popularity',
  'moments',
  'clusters',
  'reports',
] as const;
const isKind = (column: unknown) =>
  sql`${column} in (${sql.raw(kinds.map((kind) => `'${kind}'`).join(', '))})`;

/** Model files that are kept in the data folder, by their hash. */
export const modelVersion = parlour.table(
  'model_version',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    kind: text('kind', { enum: kinds }).notNull(),
    sha256: bytea('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    origin: jsonb('origin').$type<ModelOrigin>().notNull(),
    createdAt: madeAt('created_at'),
  },
  (row) => [
    check('model_version_kind', isKind(row.kind)),
    check('model_version_hash_length', sql`octet_length(${row.sha256}) = 32`),
    unique('model_version_file').on(row.kind, row.sha256),
  ],
);

/** Every change of what the public files serve. The newest whole one (share 1) of a kind is served; a newer one under 1 is its canary. */
export const modelPromotion = parlour.table(
  'model_promotion',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: kinds }).notNull(),
    modelId: uuid('model_id')
      .notNull()
      .references(() => modelVersion.id),
    /** Of people; 0 ends a canary. */
    share: real('share').notNull(),
    at: madeAt('at'),
  },
  (row) => [
    check('model_promotion_kind', isKind(row.kind)),
    check('model_promotion_share', sql`${row.share} >= 0 and ${row.share} <= 1`),
    index('model_promotion_newest').on(row.kind, row.position),
  ],
);

/** Every time that a model was learned of released sums, whatever came of it. */
export const trainingRun = parlour.table(
  'training_run',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    kind: text('kind', { enum: kinds }).notNull(),
    /** SHA-256 of what it was learned from: the same again is the same run. */
    input: bytea('input').notNull(),
    /** `refused`: it did not pass its gate. */
    state: text('state', { enum: ['passed', 'refused', 'failed'] }).notNull(),
    parameters: jsonb('parameters').$type<TrainingParameters>().notNull(),
    metrics: jsonb('metrics').$type<TrainingMetrics>().notNull(),
    /** In a sentence, why it did not pass. */
    reason: text('reason'),
    /** The version that it made. */
    modelId: uuid('model_id').references(() => modelVersion.id),
    at: madeAt('at'),
  },
  (row) => [
    check('training_run_kind', isKind(row.kind)),
    check('training_run_state', sql`${row.state} in ('passed', 'refused', 'failed')`),
    check('training_run_input_length', sql`octet_length(${row.input}) = 32`),
    check('training_run_model', sql`(${row.modelId} is not null) = (${row.state} = 'passed')`),
    unique('training_run_of_input').on(row.kind, row.input),
    index('training_run_newest').on(row.kind, row.at),
  ],
);
