import type { Marker } from './platform.ts';

const CACHE = 'parlour-vault-marker';
const ENTRY = '/parlour-vault-marker';

/**
 * An empty entry in Cache Storage. It is kept apart from IndexedDB: Chromium deletes the whole IndexedDB folder of an origin
 * when it finds it corrupt, Cache Storage stays, and so a vault that was lost that way can be told from none. When space is
 * short or a person clears site data everything goes, the marker too; then nothing on the device knows of the vault.
 * It says nothing but "there was a vault". Where there is no Cache Storage it is never set.
 */
export const cacheMarker: Marker = {
  // Not by `open`, which would make the cache that is only being asked for.
  isSet: async () => (await ifPossible(() => caches.match(ENTRY, { cacheName: CACHE }))) !== undefined,
  set: async () => {
    await ifPossible(async () => (await caches.open(CACHE)).put(ENTRY, new Response()));
  },
  clear: async () => {
    await ifPossible(() => caches.delete(CACHE));
  },
};

/** A marker that cannot be read or written is no reason to refuse a vault. */
async function ifPossible<T>(use: () => Promise<T>): Promise<T | undefined> {
  if (typeof caches === 'undefined') {
    return undefined;
  }
  try {
    return await use();
  } catch {
    return undefined;
  }
}
