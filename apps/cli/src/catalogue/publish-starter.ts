import { CatalogueStore, importInto, lockStore, readStarter } from '@parlour/catalogue/import';
import type { DataFolder } from '../data-folder.ts';
import { publishQuietly } from './publish-store.ts';

/** Puts the starter catalogue into the operator's store and publishes what is in the store then. */
export async function publishStarter(data: DataFolder): Promise<void> {
  await using _lock = await lockStore(data.catalogueStore);
  const store = await CatalogueStore.open(data.catalogueStore);
  await importInto(store, readStarter());
  await store.save();
  await publishQuietly(data);
}
