import { sql } from 'drizzle-orm';
import { boolean, check, integer, text } from 'drizzle-orm/pg-core';
import { bytea, madeAt, moment } from './columns.ts';
import { parlour } from './parlour.ts';

/** Published bundles. A published one never changes; it can only be retired. */
export const bundle = parlour.table(
  'bundle',
  {
    /** SHA-256 of the canonical bundle. */
    hash: bytea('hash').primaryKey(),
    /** Canonical JSON, as published and signed. */
    signed: bytea('signed').notNull(),
    /** Real devices answer `people` only. */
    audience: text('audience', { enum: ['people', 'simulation'] }).notNull(),
    cohortSize: integer('cohort_size').notNull(),
    minimumReports: integer('minimum_reports').notNull(),
    publishedAt: madeAt('published_at'),
    retiredAt: moment('retired_at'),
    /** Whether a round is made as soon as a cohort waits. */
    byDemand: boolean('by_demand').notNull().default(true),
  },
  (row) => [
    check('bundle_hash_length', sql`octet_length(${row.hash}) = 32`),
    check('bundle_audience', sql`${row.audience} in ('people', 'simulation')`),
    check('bundle_sizes', sql`${row.minimumReports} >= 1 and ${row.cohortSize} >= ${row.minimumReports}`),
  ],
);
