import type { MyView } from '@parlour/worker/brain-api';

/** `id` went to `after`: by what the person did in this page, or on another device. */
export type MineListener = (id: string, after: MyView, by: 'this page' | 'another device') => void;

/**
 * What the person said about titles since the vault was opened. It is newer than what lists and pages were answered
 * with, and so it wins over that.
 */
export interface MineStore {
  get(id: string): MyView | undefined;
  set(id: string, after: MyView): void;
  /** What the brain says of all of these now that another device has done something; what is newer here stays. */
  refresh(ask: (ids: string[]) => Promise<readonly MyView[]>): Promise<void>;
  /** Returns the way to stop listening. */
  listen(listener: MineListener): () => void;
}

export const NOTHING_SAID: MyView = {
  liked: false,
  notForMe: false,
  seen: false,
  onWatchlist: false,
  stars: undefined,
  reported: [],
};

export function createMineStore(): MineStore {
  const views = new Map<string, MyView>();
  const listeners = new Set<MineListener>();
  const put: MineListener = (id, after, by) => {
    views.set(id, after);
    for (const listener of listeners) listener(id, after, by);
  };
  return {
    get: (id) => views.get(id),
    set: (id, after) => put(id, after, 'this page'),
    async refresh(ask) {
      const asked = [...views];
      const answers = await ask(asked.map(([id]) => id));
      for (const [i, [id, before]] of asked.entries()) {
        const after = answers[i];
        if (after !== undefined && views.get(id) === before) put(id, after, 'another device');
      }
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
