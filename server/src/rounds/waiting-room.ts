import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Notifications } from '../database/notifications.ts';
import { waiting } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import { openAnnouncement } from './open-announcement.ts';
import type { RoundFrame } from './round-frame.ts';
import { roundsWanted } from './rounds-wanted.ts';

/** Where devices wait that have trained and would join. Nothing of them is known but how many they are. */
export interface WaitingRoom {
  /**
   * The announcement of a round of the bundle that still takes devices, once there is one.
   * @param signal ends the waiting; then undefined.
   * @throws ParlourError as `openAnnouncement`.
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
  const looks = new Map<string, Promise<Uint8Array | undefined>>();
  const stop = notifications.on('bundle', (id) => {
    for (const hash of id === undefined ? [...places.keys()] : [id]) {
      looks.delete(hash);
      for (const wake of places.get(hash) ?? []) wake();
    }
  });
  /** All that are woken at once look once. */
  const look = (hash: string) => {
    const begun = looks.get(hash);
    if (begun) return begun;
    const looking = openAnnouncement(database, hash).finally(() => {
      if (looks.get(hash) === looking) looks.delete(hash);
    });
    looks.set(hash, looking);
    return looking;
  };
  const count = async (hash: string, waiters: ReadonlySet<unknown>) => {
    await tell(database, replica, hash, waiters.size);
    if ((await roundsWanted(database, bytesOf(hash))) > 0) await onDemand(hash);
    if (waiters.size === 0) places.delete(hash);
  };
  let counting: Promise<void> | undefined;
  const countAll = async () => {
    // What fails for one bundle is no reason not to count for the others.
    for (const [hash, waiters] of places) await count(hash, waiters).catch(onFailure);
  };
  const timer = setInterval(() => {
    counting ??= countAll().finally(() => {
      counting = undefined;
    });
  }, countMs);
  return {
    async announcement(hash, signal) {
      const isKnown = places.has(hash);
      // Nothing is remembered of a bundle before the first look has found that there is one.
      if (!isKnown) {
        const found = await look(hash);
        if (found) return found;
      }
      for (;;) {
        const woken = wait(places, hash, signal);
        try {
          const found = await look(hash);
          if (found || signal.aborted) return found;
          await woken.wake;
        } finally {
          woken.leave();
        }
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
