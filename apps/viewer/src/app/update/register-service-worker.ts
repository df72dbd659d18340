/**
 * Registers the service worker. `onWaiting` gets called when a new version waits to take over, with the function that
 * lets it; the page is then loaded again. Without service workers Parlour works too, only not offline.
 */
export async function registerServiceWorker(onWaiting: (accept: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  try {
    const registration = await serviceWorker.register('/service-worker.js', { scope: '/' });
    const offer = (waiting: ServiceWorker): void =>
      onWaiting(() => {
        serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        waiting.postMessage('take-over');
      });
    if (registration.waiting !== null) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        // Without a controller this is the first version, and there is nothing to offer.
        if (coming.state === 'installed' && serviceWorker.controller !== null) offer(coming);
      });
    });
  } catch {
    // Private windows of some browsers refuse; the page goes on without.
  }
}
