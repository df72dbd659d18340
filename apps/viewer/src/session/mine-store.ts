import type { MyView } from '@parlour/worker/brain-api';

/** `id` went from `before` to `after` in this page. */
export type MineListener = (id: string, after: MyView, before: MyView) => void;

/**
 * What the person said about titles since the vault was opened. It is newer than what lists and pages were answered
 * with, and so it wins over that.
 */
export interface MineStore {
  get(id: string): MyView | undefined;
  set(id: string, after: MyView, before: MyView): void;
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
  return {
    get: (id) => views.get(id),
    set: (id, after, before) => {
      views.set(id, after);
      for (const listener of listeners) listener(id, after, before);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
