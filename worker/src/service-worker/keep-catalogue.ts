/**
 * The absolute paths that a catalogue manifest names, or undefined where it is none. The manifest's full schema is
 * checked by the brain; here only the names count.
 */
export function currentFiles(manifest: unknown, origin: string): Set<string> | undefined {
  if (typeof manifest !== 'object' || manifest === null) return undefined;
  const paths: string[] = [];
  const trials: unknown[] =
    'canaries' in manifest && Array.isArray(manifest.canaries) ? manifest.canaries : [];
  const tried = trials.map((trial) =>
    typeof trial === 'object' && trial !== null && 'file' in trial ? trial.file : undefined,
  );
  for (const value of [...Object.values(manifest), ...tried] as unknown[]) {
    if (typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string') {
      paths.push(new URL(value.path, `${origin}/catalogue/`).pathname);
    }
  }
  return paths.length === 0 ? undefined : new Set(paths);
}

/** Puts the manifest and the files it names into the cache. Without a network nothing happens, and nothing fails. */
export async function keepCatalogue(cacheName: string, manifestUrl: string): Promise<void> {
  try {
    const response = await fetch(manifestUrl, { cache: 'no-cache' });
    if (!response.ok) return;
    const files = currentFiles(await response.clone().json(), self.location.origin);
    if (files === undefined) return;
    const cache = await caches.open(cacheName);
    await cache.put(manifestUrl, response);
    for (const path of files) {
      if ((await cache.match(path)) === undefined) await cache.add(path);
    }
  } catch {
    // The page asks again when it needs them.
  }
}
