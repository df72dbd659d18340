/**
 * Where what was computed of public files alone is kept beside them, so that no later visit computes it again. Public data: nothing of
 * a person is ever given to it. It may be empty at any time, and never fails.
 */
export interface KeptFiles {
  /** The bytes kept under this name, undefined where there are none. Whether they are whole is for the reader to find out. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Keeps these bytes, and nothing else that was kept; nothing where the browser has little room left, or refuses. */
  keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** From now on nothing is kept. */
  stop(): void;
}

/** Not the service worker's: there whatever the manifest does not name is thrown away. */
const cacheName = 'derived';
const folder = '/derived/';
/** The vault needs room too: this many times the bytes must be left. */
const roomLeft = 8;

export function keptFiles(): KeptFiles {
  let stopped = false;
  return {
    async read(name) {
      if (!('caches' in globalThis)) return undefined;
      try {
        const kept = await caches.match(`${folder}${name}`, { cacheName });
        return kept && new Uint8Array(await kept.arrayBuffer());
      } catch {
        return undefined;
      }
    },
    async keep(name, bytes) {
      if (!('caches' in globalThis)) return;
      try {
        if (stopped || !(await hasRoom(bytes.length)) || stopped) return;
        const cache = await caches.open(cacheName);
        for (const former of await cache.keys()) await cache.delete(former);
        await cache.put(`${folder}${name}`, new Response(bytes));
      } catch {
        // Storage that is full or closed: it is computed again next time.
      }
    },
    stop() {
      stopped = true;
    },
  };
}

async function hasRoom(bytes: number): Promise<boolean> {
  if (!('storage' in navigator)) return true;
  const { quota, usage = 0 } = await navigator.storage.estimate();
  return quota === undefined || quota - usage >= roomLeft * bytes;
}
