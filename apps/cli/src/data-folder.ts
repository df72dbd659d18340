import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { repository } from './repository.ts';

/** Where an installation keeps what it owns: `--data`, else `PARLOUR_DATA`, else `.parlour` in the checkout. */
export interface DataFolder {
  readonly root: string;
  /** The operator's items, the source of every snapshot. */
  readonly catalogueStore: string;
  /** The published snapshot, served at `/catalogue/`. */
  readonly publicCatalogue: string;
  /** Models that are published with every snapshot. */
  readonly models: string;
  /** Files that operators handed over and that wait for the queue. */
  readonly uploads: string;
  /** Sets of public ratings that were imported, each a folder: what the collaborative model is trained from. */
  readonly ratings: string;
}

export async function openDataFolder(named?: string): Promise<DataFolder> {
  const root = resolve(named ?? process.env.PARLOUR_DATA ?? join(repository, '.parlour'));
  const folder = {
    root,
    catalogueStore: join(root, 'catalogue'),
    publicCatalogue: join(root, 'public', 'catalogue'),
    models: join(root, 'models'),
    uploads: join(root, 'uploads'),
    ratings: join(root, 'ratings'),
  };
  await mkdir(folder.catalogueStore, { recursive: true, mode: 0o700 });
  await mkdir(folder.publicCatalogue, { recursive: true });
  await mkdir(folder.models, { recursive: true });
  return folder;
}
