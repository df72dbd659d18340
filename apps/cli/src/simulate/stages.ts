import { KINDS, type Kind } from '@parlour/private-aggregation';

/**
 * Has devices send their messages of a kind together: none before all that are still there have theirs ready. What is then
 * measured is the server, not how fast one machine plays a thousand devices.
 */
export interface Stages {
  /** Resolves when all are ready to send. */
  ready(kind: Kind): Promise<void>;
  /** A device whose part is over waits for nobody and nobody for it. */
  gone(): void;
  /** Lets those go who wait before a message of a kind, or one that comes before it. */
  go(kind: Kind): void;
}

/**
 * @param devices of this thread.
 * @param onReady told when all of them are ready to send a message of a kind.
 */
export function stages(devices: number, onReady: (kind: Kind) => void): Stages {
  const waiting = new Map<Kind, (() => void)[]>();
  let left = devices;
  let open = 0;
  const look = () => {
    const waits = [...waiting.values()].reduce((sum, all) => sum + all.length, 0);
    const [first] = [...waiting.keys()].sort((a, b) => KINDS[a] - KINDS[b]);
    if (left > 0 && waits === left) onReady(first);
  };
  return {
    ready: (kind) =>
      new Promise((resolve) => {
        if (KINDS[kind] <= open) return resolve();
        waiting.set(kind, [...(waiting.get(kind) ?? []), resolve]);
        look();
      }),
    gone() {
      left -= 1;
      look();
    },
    go(kind) {
      open = KINDS[kind];
      for (const [each, waits] of waiting) {
        if (KINDS[each] > open) continue;
        waiting.delete(each);
        for (const resolve of waits) resolve();
      }
    },
  };
}
