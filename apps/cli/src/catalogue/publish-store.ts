import { readItems } from '@parlour/catalogue/import';
import { publishSnapshot } from '@parlour/catalogue/publish';
import type { CatalogueManifest } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { modelsFor } from './models.ts';
import { startProgress } from './progress.ts';

/** Publishes all titles of the store, with progress. */
export async function publishStore(data: DataFolder): Promise<CatalogueManifest> {
  const progress = startProgress();
  try {
    return await publishSnapshot(readItems(data.catalogueStore), data.publicCatalogue, {
      models: (catalogue) => modelsFor(data, catalogue),
      onProgress: ({ step, fraction }) => progress.update(fraction, step),
    });
  } finally {
    progress.stop();
  }
}
