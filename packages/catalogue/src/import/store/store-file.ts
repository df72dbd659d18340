import { createWriteStream } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ParlourError } from '@parlour/wire';
import { readLines } from '../files/read-lines.ts';
import type { Part } from '../part.ts';

/** One title of the store: its id, what each source says of it, and ids that it had before entries were joined. */
export interface Entry {
  readonly id: string;
  readonly parts: readonly Part[];
  readonly formerIds?: readonly string[];
  /** Day (since 1970) of the last import by which a source that gives no dates said this. */
  readonly seenOn?: number;
  /** Facts that turned out wrong: a source or the operator says otherwise than before. */
  readonly corrections?: number;
}

const header = JSON.stringify({ format: 'parlour-catalogue-store', version: 1 });

export function storePath(folder: string): string {
  return join(folder, 'items.ndjson');
}

/** The entries of a store, one JSON text each; none where there is no store yet. */
export async function* readEntries(folder: string): AsyncGenerator<string> {
  const path = storePath(folder);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  let number = 0;
  for await (const line of readLines(path)) {
    if (number++ > 0) yield line;
    else if (line !== header) throw damaged(path, 1);
  }
}

/** Replaces the store: whole or, after a crash, not at all. */
export async function writeEntries(folder: string, entries: Iterable<string>): Promise<void> {
  const path = storePath(folder);
  const next = `${path}.next`;
  try {
    await pipeline(Readable.from(inChunks(entries)), createWriteStream(next, { mode: 0o600, flush: true }));
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function* inChunks(entries: Iterable<string>): Generator<string> {
  let chunk = `${header}\n`;
  for (const entry of entries) {
    chunk += `${entry}\n`;
    if (chunk.length < 1 << 18) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** @throws ParlourError `catalogue/damaged-store` */
export function parseEntry(text: string, folder: string, line: number): Entry {
  try {
    const entry = JSON.parse(text) as Entry;
    if (typeof entry.id === 'string' && entry.parts.length > 0) return entry;
  } catch {
    // Reported below, as what parses but is no entry.
  }
  throw damaged(storePath(folder), line);
}

function damaged(path: string, line: number): ParlourError {
  return new ParlourError('catalogue/damaged-store', {
    message: `Line ${line} of ${path} is not what this version of Parlour writes there.`,
    meaning: 'The store was left untouched; what is published stays published.',
    mend: 'Put a backup of the file back, use the version of Parlour that wrote it, or move it away and import your sources again.',
  });
}
