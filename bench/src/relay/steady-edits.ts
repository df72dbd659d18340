import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { type Percentiles, percentiles } from '../percentiles.ts';
import { addressOf } from './idle-connections.ts';
import { benchRoom, RoomClient } from './room-client.ts';
import type { RunningRelay } from './running-relay.ts';

export interface SteadyEditsOptions {
  readonly perSecond: number;
  readonly seconds: number;
  /** Pairs of devices that edit in turn. */
  readonly rooms: number;
}

export interface SteadyEdits {
  readonly edits: number;
  /** Milliseconds from the sending of an edit until the other device has it, and until it is acknowledged as on disk. */
  readonly received: Percentiles;
  readonly kept: Percentiles;
  readonly perSecond: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

/** Bytes of the usual sealed update. */
const sealedBytes = 653;
/** Addresses below these are taken by idle connections. */
const firstAddress = 20_000;
/** Seconds that nobody counts, until the code is warm. */
const warmSeconds = 3;

/** Edits of the usual size, at a steady rate, each to be seen by one other device. */
export async function steadyEdits(
  relay: RunningRelay,
  { perSecond, seconds, rooms }: SteadyEditsOptions,
): Promise<SteadyEdits> {
  const received: number[] = [];
  const kept: number[] = [];
  let isCounted = false;
  const pairs = await Promise.all(
    Array.from({ length: rooms }, async (_, i) => {
      const room = benchRoom();
      // Sixty new rooms an hour and an address.
      const from = addressOf(firstAddress + i * 10);
      const sent: number[] = [];
      const acknowledged: number[] = [];
      const note = (at: number | undefined, into: number[]) => {
        if (at !== undefined && isCounted) into.push(performance.now() - at);
      };
      const reader = await RoomClient.enter(relay.host, room, from, ({ kind }) => {
        if (kind === 'update') note(sent.shift(), received);
      });
      const writer = await RoomClient.enter(relay.host, room, from, (message) => {
        if (message.kind !== 'kept') return;
        // The relay says it again now and then, so that it is known to be there.
        while (acknowledged.length > 0 && done < message.count) {
          done += 1;
          note(acknowledged.shift(), kept);
        }
      });
      let done = 0;
      const document = new Y.Doc();
      const array = document.getArray('d'.repeat(64));
      document.on('update', (update: Uint8Array) => {
        const now = performance.now();
        sent.push(now);
        acknowledged.push(now);
        writer.send({ kind: 'update', update });
      });
      return {
        edit() {
          array.push([new Uint8Array(randomBytes(sealedBytes))]);
        },
        close: () => Promise.all([reader.leave(), writer.leave()]),
      };
    }),
  );
  const before = await relay.use();
  const begun = performance.now();
  const total = perSecond * (warmSeconds + seconds);
  for (let i = 0; i < total; i += 1) {
    const due = begun + (1000 * i) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    isCounted = i >= perSecond * warmSeconds;
    (pairs[i % pairs.length] as (typeof pairs)[number]).edit();
  }
  const took = (performance.now() - begun) / 1000;
  await pause(1_000);
  const after = await relay.use();
  await Promise.all(pairs.map(({ close }) => close()));
  return {
    edits: received.length,
    received: percentiles(received),
    kept: percentiles(kept),
    perSecond: Math.round(total / took),
    cpuSeconds: Math.round((after.cpuSeconds - before.cpuSeconds) * 100) / 100,
    rssBytes: after.rssBytes,
  };
}
