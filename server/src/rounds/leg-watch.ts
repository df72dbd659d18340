import { and, eq, sql } from 'drizzle-orm';
import { round, roundMessage } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import { isLeg, type LegTimes } from './leg-times.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import type { KnownRound } from './open-rounds.ts';
import { addJob } from '../queue/add-job.ts';
import type { RoundFrame } from './round-frame.ts';

/** Sees that a leg closes before its deadline where everybody, or enough and a grace, has answered. */
export interface LegWatch {
  /** A message was kept: soon, and once for many of them, the answers are counted. */
  kept(known: KnownRound): void;
  close(): Promise<void>;
}

const pauseMs = 100;

/**
 * Only hastens: a replica that dies before it counts leaves the leg to its deadline. @param onFailure is told what went wrong
 * with a count; the next message counts again.
 */
export function legWatch(
  { database }: Pick<RoundFrame, 'database'>,
  { grace }: LegTimes,
  onFailure: (error: unknown) => void,
): LegWatch {
  const due = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const look = (known: KnownRound) => {
    due.delete(`${known.id} ${known.phase}`);
    const counting = hasten(database, known, grace).catch(onFailure);
    running.add(counting);
    void counting.finally(() => running.delete(counting));
  };
  return {
    kept(known) {
      const key = `${known.id} ${known.phase}`;
      if (!due.has(key)) due.set(key, setTimeout(look, pauseMs, known));
    },
    async close() {
      for (const timer of due.values()) clearTimeout(timer);
      due.clear();
      await Promise.all(running);
    },
  };
}

async function hasten(
  database: RoundFrame['database'],
  { id, phase: leg, awaited }: KnownRound,
  grace: number,
): Promise<void> {
  if (!isLeg(leg) || awaited === undefined) return;
  const roundId = bytesOf(id);
  await database.transaction(async (transaction) => {
    const [still] = await transaction.select({ phase: round.phase }).from(round).where(eq(round.id, roundId));
    if (still?.phase !== leg) return;
    const [{ answers }] = await transaction
      .select({ answers: sql<number>`count(*)::int` })
      .from(roundMessage)
      .where(and(eq(roundMessage.roundId, roundId), eq(roundMessage.kind, kindNumber(keptKind[leg]))));
    const payload = { round: id, leg };
    if (answers >= awaited.all) {
      await addJob(transaction, 'close-leg', payload, { key: `close ${id} ${leg}` });
    } else if (answers >= awaited.quorum) {
      const key = `grace ${id} ${leg}`;
      await addJob(transaction, 'close-leg', payload, { key, delay: 1_000 * grace, again: 'keep' });
    }
  });
}
