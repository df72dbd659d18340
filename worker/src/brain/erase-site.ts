/** Deletes everything of this site that a worker can reach: caches, private files, databases, service workers. */
export async function eraseSite(): Promise<void> {
  await Promise.all([eraseCaches(), erasePrivateFiles(), eraseDatabases(), unregisterServiceWorkers()]);
}

async function eraseCaches(): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) await caches.delete(name);
}

async function erasePrivateFiles(): Promise<void> {
  if (!('storage' in navigator) || !('getDirectory' in navigator.storage)) return;
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
}

async function eraseDatabases(): Promise<void> {
  if (!('indexedDB' in globalThis)) return;
  const databases = await indexedDB.databases();
  await Promise.all(
    databases.map(
      ({ name }) =>
        new Promise<void>((resolve) => {
          if (name === undefined) {
            resolve();
            return;
          }
          const request = indexedDB.deleteDatabase(name);
          // A database that another tab holds is deleted as soon as that tab lets go of it.
          request.onsuccess = request.onerror = request.onblocked = () => resolve();
        }),
    ),
  );
}

async function unregisterServiceWorkers(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations())
    await registration.unregister();
}
