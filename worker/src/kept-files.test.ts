import { afterEach, describe, expect, test, vi } from 'vitest';
import { keptFiles } from './kept-files.ts';

const bytes = new TextEncoder().encode('what was computed');

/** Stands in for Cache Storage, which Node does not have; `refuses` is what a full one does. */
function cacheStorage({ refuses = false } = {}): Map<string, Map<string, Response>> {
  const all = new Map<string, Map<string, Response>>();
  vi.stubGlobal('caches', {
    match: (address: string, { cacheName }: { cacheName: string }) =>
      Promise.resolve(all.get(cacheName)?.get(address)?.clone()),
    open(name: string) {
      const cache = all.get(name) ?? new Map<string, Response>();
      all.set(name, cache);
      return Promise.resolve({
        keys: () => Promise.resolve([...cache.keys()]),
        delete: (address: string) => Promise.resolve(cache.delete(address)),
        put(address: string, response: Response) {
          if (refuses) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
          cache.set(address, response);
          return Promise.resolve();
        },
      });
    },
  });
  return all;
}

const room = (estimate: StorageEstimate): void => {
  vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve(estimate) } });
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('kept files', () => {
  test('are read as they were kept, by later workers too', async () => {
    cacheStorage();
    expect(await keptFiles().read('space-1')).toBeUndefined();
    await keptFiles().keep('space-1', bytes);
    expect(await keptFiles().read('space-1')).toEqual(bytes);
  });

  test('make room for those of a newer catalogue', async () => {
    const all = cacheStorage();
    await keptFiles().keep('space-1', bytes);
    await keptFiles().keep('space-2', bytes);
    expect([...(all.get('derived')?.keys() ?? [])]).toEqual(['/derived/space-2']);
  });

  test('are no error where storage is full, or there is none', async () => {
    await keptFiles().keep('space-1', bytes);
    expect(await keptFiles().read('space-1')).toBeUndefined();
    const all = cacheStorage({ refuses: true });
    await keptFiles().keep('space-1', bytes);
    expect(await keptFiles().read('space-1')).toBeUndefined();
    expect(all.get('derived')?.size).toBe(0);
  });

  test('leave room to the vault', async () => {
    const all = cacheStorage();
    room({ quota: 1_000 + 7 * bytes.length, usage: 1_000 });
    await keptFiles().keep('space-1', bytes);
    expect(all.size).toBe(0);
    room({ quota: 1_000 + 8 * bytes.length, usage: 1_000 });
    await keptFiles().keep('space-1', bytes);
    expect(await keptFiles().read('space-1')).toEqual(bytes);
  });

  test('are no more once everything is erased', async () => {
    const all = cacheStorage();
    const kept = keptFiles();
    kept.stop();
    await kept.keep('space-1', bytes);
    expect(all.size).toBe(0);
  });
});
