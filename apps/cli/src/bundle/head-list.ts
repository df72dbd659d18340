import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCatalogue } from '@parlour/catalogue';
import { writePublicFile } from '@parlour/catalogue/publish';
import { canonicalJson } from '@parlour/private-aggregation';
import { decodePopularity, popularity } from '@parlour/recommend';
import { CatalogueManifest, HEAD_LIST_DIGITS, type HeadList, headListPath } from '@parlour/wire';
import * as v from 'valibot';

/** A list that has been written beside the published catalogue. */
export interface WrittenList {
  /** The first 32 hex digits of its SHA-256: what a query calls it by. */
  readonly name: string;
  readonly items: readonly string[];
}

/**
 * Writes the list of the best-known titles of a published catalogue: by public ratings and by what people of this
 * installation watch, and where nothing is known in the catalogue's own order. The file stays when the catalogue is published anew, for bundles that name it.
 * @param folder of the published catalogue.
 * @param most titles; fewer where the catalogue has fewer.
 */
export async function writeHeadList(folder: string, most: number): Promise<WrittenList> {
  const manifest = v.parse(
    CatalogueManifest,
    JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')),
  );
  const catalogue = openCatalogue(new Uint8Array(await readFile(join(folder, manifest.columns.path))));
  const watched =
    manifest.popularity &&
    decodePopularity(new Uint8Array(await readFile(join(folder, manifest.popularity.path))));
  const known = popularity(catalogue, watched);
  const rows = Array.from({ length: catalogue.size }, (_, row) => row);
  const items = rows
    .toSorted((a, b) => known[b] - known[a] || a - b)
    .slice(0, most)
    .map((row) => catalogue.id(row));
  const list: HeadList = { format: 1, items };
  const bytes = new TextEncoder().encode(canonicalJson(list));
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, HEAD_LIST_DIGITS);
  await writePublicFile(folder, headListPath(name), bytes);
  return { name, items };
}
