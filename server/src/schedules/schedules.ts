import type { Schedule, ScheduleOrder } from '@parlour/wire/api';
import { refusal } from '@parlour/private-aggregation';
import { asc, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { databaseTime } from '../database/database-time.ts';
import { bundle } from '../database/schema/bundles.ts';
import { catalogueSource, schedule } from '../database/schema/schedules.ts';
import { operatorError } from '../operators/operator-error.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { nextTime } from './next-time.ts';

type Row = typeof schedule.$inferSelect;

/** All there are, the oldest first. */
export async function allSchedules(queries: Queries): Promise<Schedule[]> {
  return (await queries.select().from(schedule).orderBy(asc(schedule.createdAt), asc(schedule.id))).map(
    asSchedule,
  );
}

/** @throws ParlourError `operators/bad-cron`, `-unknown-source`, `aggregation/bundle-unknown`. */
export async function addSchedule(queries: Queries, { work, times }: ScheduleOrder): Promise<Schedule> {
  const now = await databaseTime(queries);
  const nextAt = nextTime(times, now, now);
  if (work.kind === 'round') {
    const found = await queries.$count(bundle, eq(bundle.hash, bytesOf(work.bundle)));
    if (found === 0) throw refusal('bundle-unknown');
  }
  if (work.kind === 'refresh') {
    const found = await queries.$count(catalogueSource, eq(catalogueSource.id, work.source));
    if (found === 0) throw operatorError('unknown-source');
  }
  const [made] = await queries
    .insert(schedule)
    .values({
      kind: work.kind,
      bundleHash: work.kind === 'round' ? bytesOf(work.bundle) : null,
      sourceId: work.kind === 'refresh' ? work.source : null,
      times,
      createdAt: now,
      nextAt,
    })
    .returning();
  return asSchedule(made);
}

/** In a transaction. Enabled again, it goes on with the next time that is to come. @throws ParlourError `operators/unknown-schedule`. */
export async function switchSchedule(transaction: Queries, id: string, enabled: boolean): Promise<Schedule> {
  const [found] = await transaction.select().from(schedule).where(eq(schedule.id, id)).for('update');
  if (found === undefined) throw operatorError('unknown-schedule');
  if (found.enabled === enabled) return asSchedule(found);
  const nextAt = enabled ? nextTime(found.times, found.createdAt, await databaseTime(transaction)) : null;
  const [switched] = await transaction
    .update(schedule)
    .set({ enabled, nextAt })
    .where(eq(schedule.id, id))
    .returning();
  return asSchedule(switched);
}

/** @throws ParlourError `operators/unknown-schedule`. */
export async function removeSchedule(queries: Queries, id: string): Promise<void> {
  const removed = await queries.delete(schedule).where(eq(schedule.id, id)).returning({ one: sql`1` });
  if (removed.length === 0) throw operatorError('unknown-schedule');
}

function asSchedule({ id, kind, bundleHash, sourceId, times, enabled, lastResult, ...row }: Row): Schedule {
  return {
    id,
    work: workOf({ kind, bundleHash, sourceId }),
    times,
    enabled,
    createdAt: row.createdAt.getTime(),
    nextAt: row.nextAt?.getTime() ?? null,
    lastAt: row.lastAt?.getTime() ?? null,
    lastResult,
  };
}

function workOf({
  kind,
  bundleHash,
  sourceId,
}: Pick<Row, 'kind' | 'bundleHash' | 'sourceId'>): Schedule['work'] {
  if (kind === 'round') return { kind, bundle: hexOf(bundleHash ?? new Uint8Array()) };
  return kind === 'refresh' ? { kind, source: sourceId ?? '' } : { kind };
}
