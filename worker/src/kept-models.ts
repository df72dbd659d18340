/**
 * The last models of what was learned from everybody that were good, kept beside the public files, so that one can be gone back to
 * that is published no more. Public data, the same on every device: which of them this one uses is kept nowhere, but found anew of the
 * history. It may be empty at any time, and never fails.
 */
export interface KeptModels {
  /** The latest kept first, each under its name. */
  all(): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[]>;
  /** Keeps these bytes as the latest, and of those before only the last two. */
  keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

const cacheName = 'learned-models';
const folder = '/learned-models/';
const most = 3;

export function keptModels(): KeptModels {
  return {
    async all() {
      if (!('caches' in globalThis)) return [];
      try {
        const cache = await caches.open(cacheName);
        const found = [];
        for (const request of (await cache.keys()).toReversed()) {
          const response = await cache.match(request);
          if (response === undefined) continue;
          const name = new URL(request.url).pathname.slice(folder.length);
          found.push({ name, bytes: new Uint8Array(await response.arrayBuffer()) });
        }
        return found;
      } catch {
        return [];
      }
    },
    async keep(name, bytes) {
      if (!('caches' in globalThis)) return;
      try {
        const cache = await caches.open(cacheName);
        // What is put again goes to the end.
        await cache.delete(`${folder}${name}`);
        await cache.put(`${folder}${name}`, new Response(bytes));
        for (const former of (await cache.keys()).slice(0, -most)) await cache.delete(former);
      } catch {
        // Storage that is full or closed: then there is one less to go back to.
      }
    },
  };
}
