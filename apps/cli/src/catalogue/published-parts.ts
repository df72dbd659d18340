import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { featureVersion, itemGraph } from '@parlour/catalogue';
import { decodeCollaborativeModel } from '@parlour/model/collaborative';
import { decodeGraphModel } from '@parlour/model/graph';
import { openMomentModel } from '@parlour/model/moments';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  collaborative,
  type EngineParts,
  graphStrategy,
  learnedTogether,
  startOf,
  type Strategy,
  watchedByMany,
} from '@parlour/recommend';
import type { CatalogueManifest, PublicFile } from '@parlour/wire';
import { readPublishedSpace } from '../bundle/published-space.ts';
import { decodeFusionFile } from './decode-fusion-file.ts';
import { publishedCatalogue } from './published-catalogue.ts';

/** Strategies whose models a manifest has; content and context need none. What was learned from people stands for the collaborative one. */
export const hasStrategy = (
  { collaborative: trained, moments, embeddings, graph }: CatalogueManifest,
  name: Strategy['name'],
): boolean => {
  if (name === 'collaborative') return trained !== undefined || moments !== undefined;
  return name !== 'graph' || (embeddings !== undefined && graph !== undefined);
};

/** What devices make lists of by the files that are published now. @param folder of the published catalogue. */
export async function publishedParts(folder: string): Promise<EngineParts> {
  const { manifest, catalogue, space, popularity, watched } = await readPublishedSpace(folder);
  const read = async ({ path }: PublicFile) => new Uint8Array(await readFile(join(folder, path)));
  const strategies: Strategy[] = [];
  if (manifest.moments !== undefined) {
    const opened = await openMomentModel(await read(manifest.moments), (...signed) =>
      nodeSuite.verify(...signed),
    );
    strategies.push(learnedTogether(opened.model, opened.items, catalogue));
  } else if (manifest.collaborative !== undefined) {
    strategies.push(collaborative(decodeCollaborativeModel(await read(manifest.collaborative)), catalogue));
  } else if (watched !== undefined) {
    strategies.push(...[watchedByMany(watched, catalogue)].flatMap((standIn) => standIn ?? []));
  }
  if (manifest.embeddings !== undefined && manifest.graph !== undefined) {
    const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
    const { similar = new Uint8Array() } = await publishedCatalogue(folder);
    strategies.push(
      graphStrategy(
        decodeGraphModel(await read(manifest.embeddings), versions),
        itemGraph(catalogue, similar),
      ),
    );
  }
  const fusion = manifest.fusion && (await decodeFusionFile(await read(manifest.fusion)));
  return {
    catalogue,
    space,
    popularity,
    strategies,
    ...(fusion && { fusion: { weights: startOf(fusion) } }),
  };
}
