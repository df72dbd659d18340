import { randomUUID } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Notifications } from '../database/notifications.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round, roundMessage, waiting } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import { kindNumber } from './message-kinds.ts';
import type { RoundFrame } from './round-frame.ts';
import { roundsWanted } from './rounds-wanted.ts';

/** Where devices wait that have trained and would join. Nothing of them is known but how many they are. */
export interface WaitingRoom {
  /**
   * The announcement of a round of the bundle that still takes devices, once there is one.
   * @param signal ends the waiting; then undefined.
   */
  announcement(bundleHash: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

interface WaitingRoomOptions {
  readonly frame: Pick<RoundFrame, 'database'>;
  readonly notifications: Pick<Notifications, 'on'>;
  /** Enough devices wait for a new round of a bundle. */
  readonly onDemand: (bundleHash: string) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

const countMs = 500;

export function waitingRoom({ frame, notifications, onDemand, onFailure }: WaitingRoomOptions): WaitingRoom {
  const { database } = frame;
  const replica = randomUUID();
  const places = new Map<string, Set<() => void>>();
  const stop = notifications.on('bundle', (id) => {
    for (const hash of id === undefined ? [...places.keys()] : [id]) {
      for (const wake of places.get(hash) ?? []) wake();
    }
  });
  const count = async () => {
    for (const [hash, waiters] of places) {
      await tell(database, replica, hash, waiters.size);
      if ((await roundsWanted(database, bytesOf(hash))) > 0) await onDemand(hash);
      if (waiters.size === 0) places.delete(hash);
    }
  };
  let counting: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    counting = counting.then(count).catch(onFailure);
  }, countMs);
  return {
    async announcement(hash, signal) {
      for (;;) {
        const woken = wait(places, hash, signal);
        const found = await openAnnouncement(database, hash);
        if (found) {
          woken.leave();
          return found;
        }
        if (signal.aborted) return undefined;
        await woken.wake;
      }
    },
    async close() {
      clearInterval(timer);
      stop();
      for (const waiters of places.values()) for (const wake of waiters) wake();
      await counting;
      await database.delete(waiting).where(eq(waiting.replica, replica)).catch(onFailure);
    },
  };
}

function wait(places: Map<string, Set<() => void>>, hash: string, signal: AbortSignal) {
  const waiters = places.get(hash) ?? new Set();
  places.set(hash, waiters);
  let leave = () => {};
  const wake = new Promise<void>((resolve) => {
    leave = () => {
      waiters.delete(leave);
      signal.removeEventListener('abort', leave);
      resolve();
    };
    waiters.add(leave);
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
  });
  return { wake, leave };
}

async function tell(
  database: RoundFrame['database'],
  replica: string,
  hash: string,
  devices: number,
): Promise<void> {
  await database
    .insert(waiting)
    .values({ replica, bundleHash: bytesOf(hash), devices })
    .onConflictDoUpdate({
      target: [waiting.replica, waiting.bundleHash],
      set: { devices, seenAt: sql`now()` },
    });
}

/** Of the oldest round of the bundle with a place left. */
async function openAnnouncement(
  database: RoundFrame['database'],
  hash: string,
): Promise<Uint8Array | undefined> {
  const taken = sql<number>`(select count(*) from ${roundMessage} where ${roundMessage.roundId} = ${round.id}
    and ${roundMessage.kind} = ${kindNumber('advertisement')})`;
  const [row] = await database
    .select({ announcement: round.announcement })
    .from(round)
    .innerJoin(bundle, eq(bundle.hash, round.bundleHash))
    .where(
      and(
        eq(round.bundleHash, bytesOf(hash)),
        eq(round.phase, 'advertising'),
        sql`${taken} < ${bundle.cohortSize}`,
      ),
    )
    .orderBy(asc(round.createdAt))
    .limit(1);
  return row?.announcement;
}
