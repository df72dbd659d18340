import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { type MessageOutcome, roundOutcome } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';

/** Counts what became of messages that were not kept, round by round; nothing of a device. */
export interface OutcomeCounts {
  /** @param round hex id of a round that exists. */
  count(round: string, outcome: MessageOutcome): void;
  /** Writes what was counted, now. */
  close(): Promise<void>;
}

/**
 * Adds up in memory and writes the sums every `everyMs`: as many rows a second as rounds were spoken to, whatever the
 * number of messages. A process that is killed loses the last second's.
 */
export function outcomeCounts(
  database: Database,
  onFailure: (error: unknown) => void,
  everyMs = 1_000,
): OutcomeCounts {
  let counts = new Map<string, number>();
  const add = (key: string, messages: number) => counts.set(key, (counts.get(key) ?? 0) + messages);
  const write = async () => {
    if (counts.size === 0) return;
    const writing = counts;
    counts = new Map();
    // In one order, so that two replicas that write at once cannot wait for each other.
    const rows = [...writing]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, messages]) => {
        const [round, outcome] = key.split(' ') as [string, MessageOutcome];
        return { roundId: bytesOf(round), outcome, messages };
      });
    await database
      .insert(roundOutcome)
      .values(rows)
      .onConflictDoUpdate({
        target: [roundOutcome.roundId, roundOutcome.outcome],
        set: { messages: sql`${roundOutcome.messages} + excluded.messages` },
      })
      .catch((error: unknown) => {
        for (const [key, messages] of writing) add(key, messages);
        onFailure(error);
      });
  };
  let writing: Promise<void> | undefined;
  const timer = setInterval(() => {
    writing ??= write().finally(() => {
      writing = undefined;
    });
  }, everyMs).unref();
  return {
    count: (round, outcome) => void add(`${round} ${outcome}`, 1),
    async close() {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
