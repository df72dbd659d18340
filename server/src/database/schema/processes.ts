import { integer, text, uuid } from 'drizzle-orm/pg-core';
import { madeAt } from './columns.ts';
import { parlour } from './parlour.ts';

/** Replicas and queue workers that live: each says so every few seconds. */
export const process = parlour.table('process', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: ['server', 'queue', 'relay'] }).notNull(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  version: text('version').notNull(),
  startedAt: madeAt('started_at'),
  seenAt: madeAt('seen_at'),
});
