import { CatalogueStore, importInto, lockStore, readItems, readStarter } from '@parlour/catalogue/import';
import { publishSnapshot } from '@parlour/catalogue/publish';
import type { DataFolder } from '../data-folder.ts';

/** Puts the starter catalogue into the operator's store and publishes what is in the store then. */
export async function publishStarter(data: DataFolder): Promise<void> {
  await using _lock = await lockStore(data.catalogueStore);
  const store = await CatalogueStore.open(data.catalogueStore);
  await importInto(store, readStarter());
  await store.save();
  await publishSnapshot(readItems(data.catalogueStore), data.publicCatalogue);
}
