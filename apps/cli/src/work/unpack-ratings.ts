import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Writable } from 'node:stream';
import { ParlourError } from '@parlour/wire';
import { BlobReader, configure, type Entry, ZipReader } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

/** Files of a set of ratings, wherever in the ZIP they lie; nothing else is unpacked. */
const wanted = /^(?:(?:movies|links|ratings)\.(?:csv|dat)|u\.(?:item|data))(?:\.gz)?$/;
/** Bytes of all of them, unpacked: twenty times the largest set there is. */
const mostBytes = 64 * 2 ** 30;

/**
 * Unpacks a ZIP of a set of ratings into a folder, made anew.
 * @returns the folder.
 * @throws ParlourError `catalogue/not-a-zip`, `catalogue/too-large`.
 */
export async function unpackRatings(file: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const reader = new ZipReader(new BlobReader(await openAsBlob(file)));
  try {
    let bytes = 0;
    for (const entry of await entriesOf(reader)) {
      const name = basename(entry.filename);
      if (entry.directory || !wanted.test(name)) continue;
      bytes += entry.uncompressedSize;
      if (bytes > mostBytes) throw tooLarge();
      const target = createWriteStream(join(folder, name), { mode: 0o600, flags: 'wx' });
      await entry.getData(Writable.toWeb(target));
    }
  } finally {
    await reader.close();
  }
  return folder;
}

async function entriesOf(reader: ZipReader<unknown>): Promise<Entry[]> {
  try {
    return await reader.getEntries();
  } catch (cause) {
    throw new ParlourError(
      'catalogue/not-a-zip',
      {
        message: 'The file is no ZIP that can be read.',
        meaning: 'Sets of ratings are folders, and come as one ZIP each; nothing was imported.',
        mend: 'Hand over the ZIP as it was downloaded, or pack the folder into one.',
      },
      { cause },
    );
  }
}

const tooLarge = (): ParlourError =>
  new ParlourError('catalogue/too-large', {
    message: 'Unpacked, the set is larger than this server takes.',
    meaning: 'Nothing was imported.',
    mend: 'Import it on the server itself: npx parlour catalogue import.',
  });
