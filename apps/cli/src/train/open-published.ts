import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, itemGraph, type ItemGraph, openCatalogue } from '@parlour/catalogue';
import { buildSimilar } from '@parlour/catalogue/publish';
import { CatalogueManifest, ParlourError } from '@parlour/wire';
import * as v from 'valibot';

/**
 * The titles of a published snapshot, and their own graph.
 *
 * @param folder of its manifest
 * @throws ParlourError `train/no-snapshot`, and those of files that are damaged
 */
export async function openPublished(folder: string): Promise<{ catalogue: Catalogue; graph: ItemGraph }> {
  try {
    const text = await readFile(join(folder, 'manifest.json'), 'utf8');
    const { columns, graph } = v.parse(CatalogueManifest, JSON.parse(text));
    const catalogue = openCatalogue(await readFile(join(folder, columns.path)));
    const similar = graph ? await readFile(join(folder, graph.path)) : await buildSimilar(catalogue);
    return { catalogue, graph: itemGraph(catalogue, similar) };
  } catch (cause) {
    if (cause instanceof ParlourError) throw cause;
    throw new ParlourError(
      'train/no-snapshot',
      {
        message: `${folder} holds no published catalogue that can be read.`,
        meaning: 'Nothing was learned and nothing was written.',
        mend: 'Name the folder of its manifest.json, for example .parlour/public/catalogue; publish it with: npx parlour catalogue publish',
      },
      { cause },
    );
  }
}
