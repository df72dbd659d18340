import { type Replica, ReplicaChanges } from '@parlour/sync';
import type { SyncStore } from './sync-store.ts';

/** Changes of which so many lie there, or that weigh a quarter of the state and this many bytes, are folded into it. */
const LONG = { count: 200, bytes: 2 ** 18, ofState: 1 / 4 } as const;
/** Above so many times that nobody waits for a quiet moment. */
const TOO_LONG = 4;
/** Milliseconds without another change. */
const QUIET = 5_000;

/** A replica on disk. */
export interface KeptReplica {
  /** Resolves when all that has happened to the replica is on disk. */
  save(): Promise<void>;
  /** Stores all of it anew: of what was deleted nothing is left in what was stored before. */
  fold(): Promise<void>;
  close(): void;
}

export interface KeptReplicaParts {
  /** As it is stored. */
  readonly replica: Replica;
  readonly store: Pick<SyncStore, 'keep' | 'weight'>;
  /** @returns what calls it off. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
}

/** Stores what has happened, each time; and all of it anew where that has become long, once nothing more happens. */
export function keepReplica({ replica, store, after }: KeptReplicaParts): KeptReplica {
  const changes = new ReplicaChanges(replica);
  let cancel = (): void => undefined;
  const isLong = (times: number): boolean => {
    const { whole, changes: bytes, count } = store.weight;
    return count > times * LONG.count || bytes > times * Math.max(LONG.bytes, whole * LONG.ofState);
  };
  const foldSoon = (): void => {
    cancel();
    if (!isLong(1)) return;
    cancel = after(QUIET, () => {
      // Nothing depends on it: it is tried again after the next change.
      store.keep(() => changes.whole()).catch(() => undefined);
    });
  };
  return {
    async save() {
      await store.keep(() => (isLong(TOO_LONG) ? changes.whole() : changes.next()));
      foldSoon();
    },
    fold: () => store.keep(() => changes.whole()),
    close() {
      cancel();
      changes.close();
    },
  };
}
