import type { RoundStore, StoredRound } from '@parlour/private-aggregation/transport';

/** A store of one simulated device, which is gone with its process. */
export function memoryStore(): RoundStore {
  let stored: StoredRound | undefined;
  return {
    load: () => Promise.resolve(stored),
    save(state, revision) {
      if (revision !== (stored?.revision ?? 0) + 1) return Promise.resolve(false);
      stored = { state, revision };
      return Promise.resolve(true);
    },
    clear() {
      stored = undefined;
      return Promise.resolve();
    },
  };
}
