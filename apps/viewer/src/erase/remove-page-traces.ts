/** What the page itself keeps: its service worker, which would fill the caches again, and the chosen theme. */
export async function removePageTraces(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const { active } of registrations) if (active) await toldToLeave(active);
  await Promise.all(registrations.map((registration) => registration.unregister()));
  // Once more: what was being kept while the service worker was told.
  for (const name of await caches.keys()) await caches.delete(name);
}

/** Resolves when it has stopped keeping files, or after 3 s without an answer: an older version knows no such message. */
function toldToLeave(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    setTimeout(resolve, 3000);
    worker.postMessage('leave', [port2]);
  });
}
