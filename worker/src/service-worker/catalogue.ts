import { registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';
import { currentFiles, keepCatalogue } from './keep-catalogue.ts';

export const CATALOGUE_CACHE = 'catalogue';
const MANIFEST = '/catalogue/manifest.json';

/**
 * The manifest comes from the network first, from the cache where there is none; the content-hashed files it names
 * never change and come from the cache first. Files of older snapshots leave once a newer manifest has been seen.
 */
export function answerCatalogueRequests(scope: ServiceWorkerGlobalScope): void {
  const manifest = new NetworkFirst({
    cacheName: CATALOGUE_CACHE,
    networkTimeoutSeconds: 5,
    plugins: [
      {
        cacheDidUpdate: async ({ newResponse }) => {
          const files = currentFiles(await newResponse.clone().json(), scope.location.origin);
          if (files !== undefined) await removeAllBut(files);
        },
      },
    ],
  });
  registerRoute(({ url }) => url.pathname === MANIFEST, manifest);
  registerRoute(
    ({ url, sameOrigin }) =>
      sameOrigin && url.pathname.startsWith('/catalogue/') && url.pathname !== MANIFEST,
    async ({ request }) => {
      const cache = await caches.open(CATALOGUE_CACHE);
      // Whoever found the kept bytes damaged asks past them.
      const kept = request.cache === 'reload' ? undefined : await cache.match(request, { ignoreVary: true });
      if (kept !== undefined) return kept;
      const fresh = await fetch(request);
      if (fresh.status === 200) await cache.put(request, fresh.clone());
      return fresh;
    },
  );
  // The first visit loads the catalogue before this worker is in charge: keep it now, so that it is there offline.
  scope.addEventListener('install', (event) => event.waitUntil(keepCatalogue(CATALOGUE_CACHE, MANIFEST)));
}

async function removeAllBut(files: ReadonlySet<string>): Promise<void> {
  const cache = await caches.open(CATALOGUE_CACHE);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path !== MANIFEST && !files.has(path)) await cache.delete(request);
  }
}
