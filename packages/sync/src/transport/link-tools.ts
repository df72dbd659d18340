import type { SyncSuite } from '../suite/sync-suite.ts';

export type RelaySocket = WebSocket;

/** What a connection needs of the platform. */
export interface LinkTools {
  readonly suite: SyncSuite;
  /** Opens a WebSocket. */
  open(url: string): RelaySocket;
  /** Milliseconds, monotonic. */
  now(): number;
  /** @returns what calls it off. */
  after(milliseconds: number, then: () => void): () => void;
  /** In [0, 1). */
  random(): number;
}

/** The platform's own. */
export const linkTools = (suite: SyncSuite): LinkTools => ({
  suite,
  open: (url) => new WebSocket(url),
  now: () => performance.now(),
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32,
});
