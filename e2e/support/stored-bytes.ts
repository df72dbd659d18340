import type { Page } from '@playwright/test';

export interface StoredBlob {
  /** `indexeddb/<database>/<store>`, `cache/<name>/<url>`, `opfs/<path>` or `localStorage`. */
  readonly place: string;
  /** Every byte and string in it, as Latin-1 and as UTF-8, keys included. */
  readonly text: string;
}

/** Everything this origin keeps in the browser, read raw, below any encryption. */
export async function storedBytes(page: Page): Promise<StoredBlob[]> {
  return page.evaluate(async () => {
    const found: { place: string; text: string }[] = [];
    const decode = (bytes: Uint8Array) => {
      const latin = new TextDecoder('latin1').decode(bytes);
      return `${latin}\n${new TextDecoder().decode(bytes)}\n${new TextDecoder('utf-16le').decode(bytes)}`;
    };
    const flatten = async (value: unknown): Promise<string> => {
      if (value instanceof ArrayBuffer) return decode(new Uint8Array(value));
      if (ArrayBuffer.isView(value))
        return decode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (value instanceof Blob) return decode(new Uint8Array(await value.arrayBuffer()));
      if (value instanceof CryptoKey) return value.extractable ? 'EXTRACTABLE KEY' : '';
      if (Array.isArray(value)) return (await Promise.all(value.map(flatten))).join('\n');
      if (value && typeof value === 'object') {
        const parts = Object.entries(value).map(async ([key, inner]) => `${key}=${await flatten(inner)}`);
        return (await Promise.all(parts)).join('\n');
      }
      return String(value);
    };
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });

    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const keys = await done(objects.getAllKeys());
        const values = await done(database.transaction(store).objectStore(store).getAll());
        found.push({ place: `indexeddb/${name}/${store}`, text: await flatten([keys, values]) });
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const body = response ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
        found.push({ place: `cache/${name}/${request.url}`, text: `${request.url}\n${decode(body)}` });
      }
    }
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const handle of folder.values()) {
        const inner = `${path}/${handle.name}`;
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle, inner);
        else {
          const file = await (handle as FileSystemFileHandle).getFile();
          found.push({ place: inner, text: `${inner}\n${decode(new Uint8Array(await file.arrayBuffer()))}` });
        }
      }
    };
    await walk(await navigator.storage.getDirectory(), 'opfs');
    found.push({
      place: 'localStorage',
      text: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    });
    return found;
  });
}
