import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';

/**
 * A mark that the store holds what is not published: made before the store is saved and removed after it was published, so that
 * whoever is killed in between is not the last to know. Whoever asks or marks holds the store's lock.
 */
const markOf = (data: DataFolder): string => join(data.catalogueStore, 'unpublished');

export const markUnpublished = (data: DataFolder): Promise<void> => writeFile(markOf(data), '');

export const markPublished = (data: DataFolder): Promise<void> => rm(markOf(data), { force: true });

export async function isPublished(data: DataFolder): Promise<boolean> {
  return (await isThere(join(data.publicCatalogue, 'manifest.json'))) && !(await isThere(markOf(data)));
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
