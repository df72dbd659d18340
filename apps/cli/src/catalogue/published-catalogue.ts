import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { CatalogueManifest, type PublicFile } from '@parlour/wire';
import * as v from 'valibot';

/** The catalogue as everybody downloads it. */
export interface PublishedCatalogue {
  readonly manifest: CatalogueManifest;
  readonly catalogue: Catalogue;
  /** SIMILAR edges, for `itemGraph`. */
  readonly similar: Uint8Array | undefined;
}

/** @param folder of the published catalogue. */
export async function publishedCatalogue(folder: string): Promise<PublishedCatalogue> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  const manifest = v.parse(CatalogueManifest, JSON.parse(text));
  const read = async ({ path }: PublicFile) => new Uint8Array(await readFile(join(folder, path)));
  return {
    manifest,
    catalogue: openCatalogue(await read(manifest.columns)),
    similar: manifest.graph && (await read(manifest.graph)),
  };
}
