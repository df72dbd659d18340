import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { isLeaving } from './leaving.ts';

const WASM_CACHE = 'wasm';
const MOST_FILES = 6;

/**
 * WebAssembly of the compute backends: fetched on first use, then kept for offline. The names are content-hashed, so
 * the oldest files are those of former versions; they leave once there are more than six.
 */
export function keepLargeFiles(): void {
  registerRoute(
    ({ url, sameOrigin }) =>
      sameOrigin && url.pathname.startsWith('/assets/') && url.pathname.endsWith('.wasm'),
    new CacheFirst({
      cacheName: WASM_CACHE,
      plugins: [
        {
          cacheWillUpdate: async ({ response }) => (isLeaving() ? null : response),
          cacheDidUpdate: removeOldest,
        },
      ],
    }),
  );
}

async function removeOldest(): Promise<void> {
  // Opening a cache makes it.
  if (isLeaving()) return;
  const cache = await caches.open(WASM_CACHE);
  const requests = await cache.keys();
  for (const request of requests.slice(0, Math.max(0, requests.length - MOST_FILES)))
    await cache.delete(request);
}
