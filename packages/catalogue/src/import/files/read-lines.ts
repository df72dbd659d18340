import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ParlourError } from '@parlour/wire';
import type { OnBytes } from '../part.ts';

/** A file's bytes; a name that ends in `.gz` is unpacked on the way. `onBytes` counts bytes on disk. */
export async function openFile(path: string, onBytes?: OnBytes): Promise<Readable> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error);
  });
  if (found.isDirectory()) throw unreadable(path, new Error('It is a folder.'));
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  let done = 0;
  file.on('data', (chunk) => onBytes?.((done += chunk.length), found.size));
  if (!path.endsWith('.gz')) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
}

/** The lines of a text file without their ends and without a byte order mark. */
export async function* readLines(path: string, onBytes?: OnBytes): AsyncGenerator<string> {
  const input = await openFile(path, onBytes);
  let failure: unknown;
  const lines = createInterface({ input, crlfDelay: Infinity });
  input.on('error', (error) => {
    failure = error;
    lines.close();
  });
  let first = true;
  try {
    for await (const line of lines) {
      yield first && line.startsWith('\uFEFF') ? line.slice(1) : line;
      first = false;
    }
  } finally {
    input.destroy();
  }
  if (failure !== undefined) throw unreadable(path, failure);
}

/** The file cannot be read, in three sentences. */
export function unreadable(path: string, cause: unknown): ParlourError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ParlourError(
    missing ? 'catalogue/no-such-file' : 'catalogue/unreadable-file',
    {
      message: missing ? `There is no file or folder ${path}.` : `${path} cannot be read: ${reason}`,
      meaning: 'Nothing was imported and the catalogue is as it was.',
      mend: missing
        ? 'Check the path for typing errors.'
        : 'Check that it is whole and that this user may read it.',
    },
    { cause },
  );
}
