import { readItems } from '@parlour/catalogue/import';
import { type PublishOptions, publishSnapshot } from '@parlour/catalogue/publish';
import type { CatalogueManifest } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { modelsFor } from './models.ts';
import { type Progress, startProgress } from './progress.ts';
import { signalsFor } from './signals-for.ts';
import { markPublished } from './unpublished.ts';

/** Publishes all titles of the store, with progress: on standard error, or where it is asked for. */
export async function publishStore(
  data: DataFolder,
  progress: Progress = startProgress(),
): Promise<CatalogueManifest> {
  try {
    return await publishQuietly(data, ({ step, fraction }) => progress.update(fraction, step));
  } finally {
    progress.stop();
  }
}

/** The same, telling only `onProgress`. */
export async function publishQuietly(
  data: DataFolder,
  onProgress?: PublishOptions['onProgress'],
): Promise<CatalogueManifest> {
  const manifest = await publishSnapshot(readItems(data.catalogueStore), data.publicCatalogue, {
    models: (catalogue, similar) => modelsFor(data, catalogue, similar),
    signals: (catalogue) => signalsFor(data, catalogue),
    ...(onProgress && { onProgress }),
  });
  await markPublished(data);
  return manifest;
}
