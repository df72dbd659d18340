import { type LegTimes, ParlourError } from '@parlour/wire';
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { appendAudit, type Change } from '../audit/append-audit.ts';
import { databaseTime } from '../database/database-time.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import { round } from '../database/schema/rounds.ts';
import { catalogueSource, schedule } from '../database/schema/schedules.ts';
import { addOperatorJob } from '../jobs/add-operator-job.ts';
import { createRound } from '../rounds/create-round.ts';
import { defaultLegTimes } from '../rounds/leg-times.ts';
import { hexOf } from '../rounds/ids.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { nextTime } from './next-time.ts';

type Row = typeof schedule.$inferSelect;

/** Refusals that no later time mends. */
const forGood: ReadonlySet<string> = new Set([
  'aggregation/bundle-unknown',
  'aggregation/bundle-expired',
  'operators/unknown-source',
]);

/**
 * Does what is due. Each time of a schedule is one transaction that does the work and sets the next time, so that any number
 * of workers, killed anywhere, do it once. Times that passed while nothing ran are one time.
 */
export async function runDueSchedules(frame: RoundFrame, times: LegTimes = defaultLegTimes): Promise<void> {
  while (await runOne(frame, times));
}

function runOne(frame: RoundFrame, times: LegTimes): Promise<boolean> {
  return frame.database.transaction(async (transaction) => {
    const [due] = await transaction
      .select()
      .from(schedule)
      .where(and(schedule.enabled, lte(schedule.nextAt, sql`now()`)))
      .orderBy(asc(schedule.nextAt))
      .limit(1)
      .for('update', { skipLocked: true });
    if (due === undefined) return false;
    const { lastResult, change } = await tryWork(frame, transaction, due, times);
    const enabled = !forGood.has(lastResult);
    const now = await databaseTime(transaction);
    await transaction
      .update(schedule)
      .set({
        lastAt: sql`now()`,
        lastResult,
        enabled,
        nextAt: enabled ? nextTime(due.times, due.createdAt, now) : null,
      })
      .where(eq(schedule.id, due.id));
    const actor = { kind: 'schedule', id: due.id } as const;
    if (change) await appendAudit(transaction, { actor, ...change });
    if (!enabled)
      await appendAudit(transaction, {
        actor,
        action: 'schedule/switch',
        subject: due.id,
        detail: { enabled, why: lastResult },
      });
    return true;
  });
}

interface Outcome {
  /** `done`, or why nothing was. */
  readonly lastResult: string;
  /** What was changed, for the audit log. */
  readonly change?: Omit<Change, 'actor'>;
}

/** What came of it. What fails for other reasons than a refusal undoes the whole time: it is tried again a minute later. */
async function tryWork(frame: RoundFrame, queries: Queries, due: Row, times: LegTimes): Promise<Outcome> {
  try {
    return await queries.transaction((savepoint) => work(frame, savepoint, due, times));
  } catch (refused) {
    if (refused instanceof ParlourError) return { lastResult: refused.code };
    throw refused;
  }
}

async function work(frame: RoundFrame, queries: Queries, due: Row, times: LegTimes): Promise<Outcome> {
  if (due.bundleHash !== null) {
    const isTaking = await queries.$count(
      round,
      and(eq(round.bundleHash, due.bundleHash), eq(round.phase, 'advertising')),
    );
    if (isTaking > 0) return { lastResult: 'schedules/round-open' };
    const id = await createRound(frame, queries, due.bundleHash, times, 'schedule');
    const detail = { bundle: hexOf(due.bundleHash) };
    return { lastResult: 'done', change: { action: 'round/start', subject: hexOf(id), detail } };
  }
  const kind = due.kind === 'refresh' ? 'import' : 'train';
  const source =
    due.sourceId === null
      ? undefined
      : (await queries.select().from(catalogueSource).where(eq(catalogueSource.id, due.sourceId))).at(0);
  const unfinished = await queries.$count(
    operatorJob,
    and(
      eq(operatorJob.kind, kind),
      inArray(operatorJob.state, ['waiting', 'running']),
      source && eq(operatorJob.url, source.order.url),
    ),
  );
  if (unfinished > 0) return { lastResult: 'schedules/still-running' };
  if (source) {
    const { url, ...options } = source.order;
    const job = await addOperatorJob(queries, { kind: 'import', import: options, url });
    const change = { action: 'source/refresh', subject: source.id, detail: { job: job.id } };
    return { lastResult: 'done', change };
  }
  const job = await addOperatorJob(queries, { kind: 'train' });
  return { lastResult: 'done', change: { action: 'model/train', subject: job.id } };
}
