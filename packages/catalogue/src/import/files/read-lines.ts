import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
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

/**
 * The lines of a text file without their ends (`\n`, `\r\n` or `\r`) and without a byte order mark. Unlike Node's `readline` it takes
 * U+2028 and U+2029 for no ends: they may stand as they are in the strings of JSON.
 */
export async function* readLines(
  path: string,
  onBytes?: OnBytes,
  encoding: 'utf8' | 'latin1' = 'utf8',
): AsyncGenerator<string> {
  const input = await openFile(path, onBytes);
  input.setEncoding(encoding);
  let rest = '';
  let first = true;
  try {
    for await (const chunk of input as AsyncIterable<string>) {
      rest += first && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
      first = false;
      if (!chunk.includes('\n') && !chunk.includes('\r')) continue;
      // A carriage return at the end may be the first half of a line's end.
      const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
      const lines = whole.includes('\r') ? whole.split(/\r\n?|\n/) : whole.split('\n');
      rest = (lines.pop() ?? '') + rest.slice(whole.length);
      for (const line of lines) yield line;
    }
    const last = rest.split('\r');
    if (last.at(-1) === '') last.pop();
    for (const line of last) yield line;
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    input.destroy();
  }
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
