import { randomBytes } from 'node:crypto';
import {
  linkTools,
  newDeviceKeys,
  openReplica,
  recoveryKeysOf,
  foundReplica,
  relayAddress,
  type Replica,
  SharedRecord,
  sodiumSuite,
  ReplicaChanges,
  stateToBytes,
  SyncSession,
  type Tools,
} from '@parlour/sync';
import type { HistoryEvent } from '@parlour/wire';

export const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
export const suite = await sodiumSuite();
export const tools: Tools = { suite, random: (length) => new Uint8Array(randomBytes(length)) };
export const words = recoveryKeysOf(suite, WORDS);

export const firstReplica = (): Replica => foundReplica(tools, newDeviceKeys(suite, tools.random), words);

/** A device with a disk (in memory) that shares its record over a relay, with real cryptography and real sockets. */
export class TestDevice {
  session: SyncSession;
  /** State, and what was stored after it. */
  stored: readonly Uint8Array[];
  readonly #address: string;
  #changed = Promise.withResolvers<void>();

  constructor(address: string, replica: Replica) {
    this.#address = address;
    this.stored = [stateToBytes(replica.state())];
    this.session = this.#open(replica);
  }

  get replica(): Replica {
    return this.session.replica;
  }

  get ids(): string[] {
    return new SharedRecord(this.replica.document).events().map(({ id }) => id);
  }

  add(...events: readonly HistoryEvent[]): void {
    new SharedRecord(this.replica.document).addEvents(events);
  }

  /** Waits until something is so, looking again whenever the session says that something has changed. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await this.#changed.promise;
  }

  /** Goes on from its disk, as after a crash. */
  async restart(): Promise<void> {
    await this.session.close();
    this.session = this.#open(openReplica(tools, this.stored));
  }

  #open(replica: Replica): SyncSession {
    const changes = new ReplicaChanges(replica);
    return new SyncSession({
      replica,
      relay: relayAddress(this.#address),
      tools: linkTools(suite),
      absorb: () => Promise.resolve(),
      save: () => {
        const next = changes.next();
        if (next !== undefined) this.stored = next.isWhole ? [next.bytes] : [...this.stored, next.bytes];
        next?.stored();
        return Promise.resolve();
      },
      onChange: () => {
        const { resolve } = this.#changed;
        this.#changed = Promise.withResolvers();
        resolve();
      },
    });
  }
}

export const viewed = (id: string, item = `item-${id}`, at = 1.6e12): HistoryEvent => ({
  id,
  kind: 'completion',
  item,
  at,
  source: 'viewer',
});
