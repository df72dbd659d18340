import { sql } from 'drizzle-orm';
import type { ExperimentLook } from '@parlour/wire/api';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, madeAt, moment } from './columns.ts';
import { modelVersion } from './models.ts';
import { parlour } from './parlour.ts';

/** A model that is, or was, tried by a share of people beside the one that is served. */
export const experiment = parlour.table(
  'experiment',
  {
    /** That of the job that began it; in public files and queries without its dashes. */
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: ['collaborative', 'fusion', 'moments'] }).notNull(),
    currentId: uuid('current_id').references(() => modelVersion.id),
    candidateId: uuid('candidate_id')
      .notNull()
      .references(() => modelVersion.id),
    /** Of people who try it, as it was last set. */
    share: real('share').notNull(),
    isAutomatic: boolean('is_automatic').notNull(),
    startedAt: madeAt('started_at'),
    endedAt: moment('ended_at'),
    outcome: text('outcome', { enum: ['promoted', 'rolled-back', 'replaced'] }),
  },
  (row) => [
    check('experiment_kind', sql`${row.kind} in ('collaborative', 'fusion', 'moments')`),
    check('experiment_share', sql`${row.share} > 0 and ${row.share} < 1`),
    check('experiment_outcome', sql`${row.outcome} in ('promoted', 'rolled-back', 'replaced')`),
    check('experiment_end', sql`(${row.endedAt} is not null) = (${row.outcome} is not null)`),
    index('experiment_newest').on(row.startedAt),
  ],
);

/** Each time that released sums were looked at for an experiment, and what they said. Looks are counted: each spends a part of the error. */
export const experimentLook = parlour.table(
  'experiment_look',
  {
    experimentId: uuid('experiment_id')
      .notNull()
      .references(() => experiment.id, { onDelete: 'cascade' }),
    /** From 1, without gaps. */
    position: integer('position').notNull(),
    /** SHA-256 of the rounds whose sums it is of: the same again is the same look. */
    input: bytea('input').notNull(),
    look: jsonb('look').$type<ExperimentLook>().notNull(),
    at: madeAt('at'),
  },
  (row) => [
    primaryKey({ name: 'experiment_look_pkey', columns: [row.experimentId, row.position] }),
    unique('experiment_look_of_input').on(row.experimentId, row.input),
    check('experiment_look_position', sql`${row.position} >= 1`),
    check('experiment_look_input_length', sql`octet_length(${row.input}) = 32`),
  ],
);
