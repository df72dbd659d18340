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
 * held by a worker that could not say that it failed. Every step may be asked for twice.
 */
export async function resumeOverdue({ database }: Pick<RoundFrame, 'database'>): Promise<void> {
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
