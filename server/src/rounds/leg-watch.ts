import { and, eq, sql } from 'drizzle-orm';
import { round, roundMessage } from '../database/schema/rounds.ts';
import { addJob } from '../queue/add-job.ts';
import { bytesOf } from './ids.ts';
import { isLeg } from './leg-times.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import type { KnownRound } from './open-rounds.ts';
import type { RoundFrame } from './round-frame.ts';

/** Sees that a leg closes before its deadline where everybody, or enough and a grace, has answered. */
export interface LegWatch {
  /** A message was kept: soon, and once for many of them, the answers are counted. */
  kept(known: KnownRound): void;
  /** Somebody waits for the leg to end: its answers are counted now and then, whoever took them. */
  awaited(known: KnownRound): void;
  close(): Promise<void>;
}

/** Milliseconds until a leg is looked at: after a message, while it waits for more, and once its closing was asked for. */
const after = { kept: 100, open: 1_000, asked: 15_000 } as const;
type Reason = keyof typeof after;

/**
 * Only hastens: without it a leg is left to its deadline. A leg that was seen here is counted until it is closed, so that
 * answers are not forgotten with the replica that took the last of them.
 * @param onFailure is told what went wrong with a count.
 */
export function legWatch(
  { database }: Pick<RoundFrame, 'database'>,
  onFailure: (error: unknown) => void,
): LegWatch {
  const due = new Map<string, { readonly timer: NodeJS.Timeout; readonly reason: Reason }>();
  const running = new Set<Promise<void>>();
  let isClosed = false;
  const keyOf = ({ id, phase }: KnownRound) => `${id} ${phase}`;
  const schedule = (known: KnownRound, reason: Reason) => {
    const before = due.get(keyOf(known));
    const isNews = before === undefined || (before.reason === 'open' && reason === 'kept');
    if (isClosed || !isLeg(known.phase) || !isNews) return;
    clearTimeout(before?.timer);
    due.set(keyOf(known), { timer: setTimeout(look, after[reason], known), reason });
  };
  const look = (known: KnownRound) => {
    due.delete(keyOf(known));
    const counting = hasten(database, known)
      .catch((error: unknown) => {
        onFailure(error);
        return 'open' as const;
      })
      .then((found) => {
        running.delete(counting);
        if (found !== 'over') schedule(known, found);
      });
    running.add(counting);
  };
  return {
    kept: (known) => schedule(known, 'kept'),
    awaited: (known) => schedule(known, 'open'),
    async close() {
      isClosed = true;
      for (const { timer } of due.values()) clearTimeout(timer);
      due.clear();
      await Promise.all(running);
    },
  };
}

/** @returns `over` where the leg is closed, `asked` where all that can be gained by waiting is there. */
async function hasten(
  database: RoundFrame['database'],
  { id, phase: leg, awaited, legTimes: { grace } }: KnownRound,
): Promise<'open' | 'asked' | 'over'> {
  if (!isLeg(leg) || awaited === undefined) return 'over';
  const roundId = bytesOf(id);
  const answersOf = and(eq(roundMessage.roundId, roundId), eq(roundMessage.kind, kindNumber(keptKind[leg])));
  return database.transaction(async (transaction) => {
    const [still] = await transaction
      .select({
        phase: round.phase,
        answers: sql<number>`(select count(*)::int from ${roundMessage} where ${answersOf})`,
      })
      .from(round)
      .where(eq(round.id, roundId));
    if (still?.phase !== leg) return 'over';
    const { all, quorum, isEnough } = awaited;
    const answered = async () =>
      (
        await transaction
          .select({ key: sql<string>`encode(${roundMessage.senderKey}, 'hex')` })
          .from(roundMessage)
          .where(answersOf)
      ).map(({ key }) => key);
    const payload = { round: id, leg };
    if (still.answers >= all || isEnough?.(await answered())) {
      await addJob(transaction, 'close-leg', payload, { key: `close ${id} ${leg}` });
      return 'asked';
    }
    // Where it can be told that those there are not enough, closing after a grace would only abort the round.
    if (isEnough === undefined && still.answers >= quorum) {
      const key = `grace ${id} ${leg}`;
      await addJob(transaction, 'close-leg', payload, { key, delay: 1_000 * grace, again: 'keep' });
    }
    return 'open';
  });
}
