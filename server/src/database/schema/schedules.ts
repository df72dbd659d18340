import { sql } from 'drizzle-orm';
import type { SourceOrder, ScheduleTimes } from '@parlour/wire/api';
import { boolean, check, index, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { bundle } from './bundles.ts';
import { bytea, madeAt, moment } from './columns.ts';
import { parlour } from './parlour.ts';

/** Where the catalogue is refreshed from. */
export const catalogueSource = parlour.table('catalogue_source', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  order: jsonb('order').$type<SourceOrder>().notNull(),
  createdAt: madeAt('created_at'),
});

/** What the queue does by itself: a round of a bundle, an import of a source, or a training where neither is named. */
export const schedule = parlour.table(
  'schedule',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    kind: text('kind', { enum: ['round', 'refresh', 'train'] }).notNull(),
    bundleHash: bytea('bundle_hash').references(() => bundle.hash),
    sourceId: uuid('source_id').references(() => catalogueSource.id, { onDelete: 'cascade' }),
    times: jsonb('times').$type<ScheduleTimes>().notNull(),
    enabled: boolean('enabled').notNull().default(true),
    createdAt: madeAt('created_at'),
    nextAt: moment('next_at'),
    lastAt: moment('last_at'),
    lastResult: text('last_result'),
  },
  (row) => [
    check(
      'schedule_kind',
      sql`(${row.bundleHash} is not null) = (${row.kind} = 'round') and (${row.sourceId} is not null) = (${row.kind} = 'refresh') and ${row.kind} in ('round', 'refresh', 'train')`,
    ),
    check('schedule_next', sql`(${row.nextAt} is not null) = ${row.enabled}`),
    index('schedule_due').on(row.nextAt).where(sql`${row.enabled}`),
  ],
);
