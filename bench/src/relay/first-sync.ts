import { randomBytes } from 'node:crypto';
import {
  foundReplica,
  linkTools,
  newDeviceKeys,
  openReplica,
  recoveryKeysOf,
  relayAddress,
  Replica,
  SharedRecord,
  sodiumSuite,
  ReplicaChanges,
  stateToBytes,
  SyncSession,
  type Tools,
} from '@parlour/sync';
import type { HistoryEvent } from '@parlour/wire';
import * as Y from 'yjs';
import { type Percentiles, percentiles } from '../percentiles.ts';
import type { RunningRelay } from './running-relay.ts';

export interface FirstSync {
  readonly events: number;
  /** Milliseconds until the first device's record is at the relay, and until a new device has all of it. */
  readonly published: number;
  readonly firstSync: number;
  /** Milliseconds from an edit on one device until the other has it. */
  readonly edit: Percentiles;
}

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const event = (i: number): HistoryEvent => ({
  id: `${i}-${randomBytes(12).toString('hex')}`,
  kind: i % 5 === 0 ? 'rating' : 'completion',
  item: `film:${i % 7_000}`,
  at: 1_262_304_000_000 + i * 20_000_000,
  source: 'viewer',
  ...(i % 5 === 0 && { stars: 1 + (i % 9) / 2 }),
});

/** Two devices with real cryptography and the product's own session, in this process, over a real relay. */
export async function firstSync(relay: RunningRelay, events: number, edits: number): Promise<FirstSync> {
  const suite = await sodiumSuite();
  const tools: Tools = { suite, random: (length) => new Uint8Array(randomBytes(length)) };
  const changes = new Set<() => void>();
  const open = (replica: Replica): SyncSession => {
    const unstored = new ReplicaChanges(replica);
    return new SyncSession({
      replica,
      relay: relayAddress(`http://${relay.host}/api/sync/`),
      tools: linkTools(suite),
      absorb: () => Promise.resolve(),
      // What it takes to make the bytes; the disk is the vault's.
      save: () => Promise.resolve(unstored.next()?.stored()),
      onChange: () => {
        for (const look of changes) look();
      },
    });
  };
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return;
        changes.delete(look);
        resolve();
      };
      changes.add(look);
      look();
    });
  // By the lengths of the arrays: to make 20,000 events each time would be measured too.
  const count = ({ replica }: SyncSession): number =>
    new SharedRecord(replica.document)
      .years()
      .reduce((sum, year) => sum + replica.document.getArray(`events/${year}`).length, 0);

  const first = foundReplica(tools, newDeviceKeys(suite, tools.random), recoveryKeysOf(suite, WORDS));
  new SharedRecord(first.document).addEvents(Array.from({ length: events }, (_, i) => event(i)));
  const begun = performance.now();
  const a = open(first);
  await a.settled();
  const published = performance.now() - begun;

  const keys = newDeviceKeys(suite, tools.random);
  await a.change((replica) => replica.add(keys.card));
  await a.settled();
  const joined = openReplica(tools, [stateToBytes(joinedState(tools, first, keys))]);
  const joining = performance.now();
  const b = open(joined);
  let have = 0;
  await until(() => {
    have = count(b);
    return have >= events;
  });
  const took = performance.now() - joining;

  const times: number[] = [];
  for (let i = 0; i < edits; i += 1) {
    const [from, to] = i % 2 === 0 ? [a, b] : [b, a];
    const before = performance.now();
    new SharedRecord(from.replica.document).addEvents([event(events + i)]);
    const wanted = events + i + 1;
    await until(() => count(to) >= wanted);
    times.push(performance.now() - before);
  }
  await Promise.all([a.close(), b.close()]);
  return {
    events: have,
    published: Math.round(published),
    firstSync: Math.round(took),
    edit: percentiles(times),
  };
}

/** A new device as it is after pairing: the records of the one that added it, and nothing else. */
function joinedState(tools: Tools, host: Replica, keys: ReturnType<typeof newDeviceKeys>) {
  const joined = new Replica({ ...tools, keys, group: host.group, document: new Y.Doc() });
  joined.beginWith(host.generation);
  return joined.state();
}
