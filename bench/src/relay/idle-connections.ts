import { setTimeout as pause } from 'node:timers/promises';
import { benchRoom, RoomClient } from './room-client.ts';
import type { RunningRelay } from './running-relay.ts';

/** Connections from one address, and of one address at a time: the relay takes 512. */
const perAddress = 480;
const atOnce = 50;
/** Milliseconds of rest before memory is looked at, and between looks: the collector runs when it likes. */
const rest = 3_000;
const looks = 5;

export interface IdleConnections {
  readonly clients: readonly RoomClient[];
  /** What each costs: growth of resident memory over their number, the median of some looks. */
  readonly bytesEach: number;
  readonly rssBytes: { readonly before: number; readonly after: number };
  readonly cpuSeconds: number;
  readonly seconds: number;
}

export const addressOf = (i: number): string => `127.0.${1 + Math.floor(i / perAddress)}.1`;

/** So many devices, each admitted to a room of its own, that say nothing. */
export async function idleConnections(relay: RunningRelay, count: number): Promise<IdleConnections> {
  // The first ones load code and open connections to the database.
  const first = await Promise.all(
    Array.from({ length: 20 }, () => RoomClient.enter(relay.host, benchRoom(), '127.0.0.1')),
  );
  await Promise.all(first.map((one) => one.leave()));
  const before = await settledUse(relay);
  const begun = performance.now();
  const clients: RoomClient[] = [];
  for (let i = 0; i < count; i += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - i) }, (_, j) =>
      RoomClient.enter(relay.host, benchRoom(), addressOf(i + j)),
    );
    clients.push(...(await Promise.all(some)));
  }
  const seconds = (performance.now() - begun) / 1000;
  const { cpuSeconds } = await relay.use();
  const after = await settledUse(relay);
  return {
    clients,
    bytesEach: Math.round((after - before) / count),
    rssBytes: { before, after },
    cpuSeconds,
    seconds,
  };
}

/** The median of some looks at rest. */
async function settledUse(relay: RunningRelay): Promise<number> {
  const seen: number[] = [];
  for (let i = 0; i < looks; i += 1) {
    await pause(rest / looks + 400);
    seen.push((await relay.use()).rssBytes);
  }
  return seen.toSorted((a, b) => a - b)[Math.floor(looks / 2)];
}
