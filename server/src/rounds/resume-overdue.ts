import { unmaskJobIds } from '@parlour/private-aggregation';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { round, unmaskPart } from '../database/schema/rounds.ts';
import { addJob } from '../queue/add-job.ts';
import { readAddingState } from './adding-states.ts';
import { hexOf } from './ids.ts';
import { isLeg } from './leg-times.ts';
import type { RoundFrame } from './round-frame.ts';

/** Seconds after its deadline from which a round's next job is taken for lost. */
const patience = 30;

/**
 * Asks again for the next step of rounds that should have gone on by now: their job was lost with a queue, given up, or
 * held by a worker that could not say that it failed; or the clock was set back, and what was due is hours away. Every step
 * may be asked for twice.
 */
export async function resumeOverdue({ database }: Pick<RoundFrame, 'database'>): Promise<void> {
  await followClock(database);
  const overdue = await database
    .select({ id: round.id, phase: round.phase })
    .from(round)
    .where(
      and(isNull(round.endedAt), sql`${round.legClosesAt} < now() - make_interval(secs => ${patience})`),
    );
  for (const { id, phase } of overdue) {
    const name = hexOf(id);
    if (isLeg(phase)) {
      await addJob(database, 'close-leg', { round: name, leg: phase }, { key: `close ${name} ${phase}` });
    } else {
      await resumeAdding(database, id, name);
    }
  }
}

/** A leg that opened in the future was opened before the clock was set back: it has its whole time again, from now on. */
async function followClock(database: RoundFrame['database']): Promise<void> {
  const ahead = await database
    .update(round)
    .set({
      legOpenedAt: sql`now()`,
      legClosesAt: sql`now() + (${round.legClosesAt} - ${round.legOpenedAt})`,
    })
    .where(and(isNull(round.endedAt), sql`${round.legOpenedAt} > now()`))
    .returning({
      id: round.id,
      phase: round.phase,
      seconds: sql<number>`extract(epoch from ${round.legClosesAt} - ${round.legOpenedAt})::float`,
    });
  for (const { id, phase, seconds } of ahead) {
    const name = hexOf(id);
    if (!isLeg(phase)) await resumeAdding(database, id, name);
    else {
      const payload = { round: name, leg: phase };
      await addJob(database, 'close-leg', payload, { delay: 1_000 * seconds, key: `close ${name} ${phase}` });
    }
  }
}

async function resumeAdding(database: RoundFrame['database'], id: Uint8Array, name: string): Promise<void> {
  const state = await readAddingState(database, name);
  if (state === undefined) return;
  const parts = await database
    .select({ job: unmaskPart.jobId })
    .from(unmaskPart)
    .where(eq(unmaskPart.roundId, id));
  const done = new Set(parts.map(({ job }) => job));
  const missing = unmaskJobIds(state).filter((job) => !done.has(job));
  for (const job of missing) {
    await addJob(database, 'unmask', { round: name, job }, { key: `unmask ${name} ${job}` });
  }
  if (missing.length === 0)
    await addJob(database, 'finish-round', { round: name }, { key: `finish ${name}` });
}
