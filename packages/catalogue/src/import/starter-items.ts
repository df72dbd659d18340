import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Item } from '@parlour/wire';
import { importInto } from './import-into.ts';
import { readStarter } from './read-starter.ts';
import { CatalogueStore } from './store/catalogue-store.ts';

/** The items of the starter catalogue, as a fresh installation has them. */
export async function starterItems(): Promise<Item[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-starter-'));
  try {
    const store = await CatalogueStore.open(folder);
    await importInto(store, readStarter());
    return [...store.items()];
  } finally {
    await rm(folder, { recursive: true });
  }
}
