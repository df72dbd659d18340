import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, contentFeatures, openCatalogue } from '@parlour/catalogue';
import { compactFeatures, decodePopularity, type ItemSpace, itemSpace, popularity } from '@parlour/recommend';
import { CatalogueManifest, type PublishedPopularity } from '@parlour/wire';
import * as v from 'valibot';

/** A published catalogue, with what everybody derives from it. */
export interface PublishedSpace {
  readonly manifest: CatalogueManifest;
  readonly catalogue: Catalogue;
  readonly space: ItemSpace;
  /** By row: by public ratings and by what people of this installation watch. */
  readonly popularity: Float32Array;
  /** What rounds have told of what people of this installation watch. */
  readonly watched: PublishedPopularity | undefined;
}

/** @param folder of the published catalogue. */
export async function readPublishedSpace(folder: string): Promise<PublishedSpace> {
  const read = async (path: string) => new Uint8Array(await readFile(join(folder, path)));
  const manifest = v.parse(
    CatalogueManifest,
    JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')),
  );
  const catalogue = openCatalogue(await read(manifest.columns.path));
  const watched = manifest.popularity && decodePopularity(await read(manifest.popularity.path));
  return {
    manifest,
    catalogue,
    space: itemSpace(compactFeatures(contentFeatures(catalogue))),
    popularity: popularity(catalogue, watched),
    watched,
  };
}
