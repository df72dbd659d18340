import { readFile } from 'node:fs/promises';

/** A file's bytes; undefined where there is none. */
export function keptFile(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
