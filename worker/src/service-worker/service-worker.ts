import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { answerCatalogueRequests } from './catalogue.ts';
import { keepLargeFiles } from './large-files.ts';
import { leave } from './leaving.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
answerCatalogueRequests(self);
keepLargeFiles();

// Whatever the address, the page is the same file; what the server must answer itself is left to it.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/catalogue\//, /^\/(readyz|healthz|api|console)(\/|$)/],
  }),
);

// A page that was there before the first service worker works offline without a reload.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// A new version waits until the person says so in the page.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
  if (event.data === 'leave') event.waitUntil(leave(event.ports[0]));
});
