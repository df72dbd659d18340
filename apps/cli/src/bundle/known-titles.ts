import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { decodePopularity, popularity } from '@parlour/recommend';
import { CatalogueManifest, type PublishedPopularity } from '@parlour/wire';
import * as v from 'valibot';

/** The published catalogue, with its rows from the best known to the least. */
export interface KnownTitles {
  readonly catalogue: Catalogue;
  readonly rows: readonly number[];
  /** What people of this installation watch, as far as rounds have told. */
  readonly watched: PublishedPopularity | undefined;
}

/**
 * Titles by public ratings and by what people of this installation watch, and where nothing is known in the catalogue's own order.
 * @param folder of the published catalogue.
 * @param most titles; fewer where the catalogue has fewer.
 */
export async function knownTitles(folder: string, most: number): Promise<KnownTitles> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  const manifest = v.parse(CatalogueManifest, JSON.parse(text));
  const catalogue = openCatalogue(new Uint8Array(await readFile(join(folder, manifest.columns.path))));
  const watched =
    manifest.popularity &&
    decodePopularity(new Uint8Array(await readFile(join(folder, manifest.popularity.path))));
  const known = popularity(catalogue, watched);
  const rows = Array.from({ length: catalogue.size }, (_, row) => row)
    .toSorted((a, b) => known[b] - known[a] || a - b)
    .slice(0, most);
  return { catalogue, rows, watched };
}
