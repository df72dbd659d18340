import { contentFeatures, featureVersion, itemGraph, openCatalogue } from '@parlour/catalogue';
import { decodeCollaborativeModel } from '@parlour/model/collaborative';
import { decodeGraphModel } from '@parlour/model/graph';
import {
  collaborative,
  compactFeatures,
  type EngineParts,
  graphStrategy,
  itemSpace,
  popularity,
} from '@parlour/recommend';

/** Gives the bytes of one of the files of `madeModels`. */
export type Files = (name: string) => Promise<Uint8Array<ArrayBuffer>>;

/** What the brain would hold: the catalogue, its content space, and every model from its file. */
export async function openEngineParts(bytesOf: Files): Promise<EngineParts> {
  const catalogue = openCatalogue(await bytesOf('columns.arrow'));
  const space = itemSpace(compactFeatures(contentFeatures(catalogue)));
  const packing = catalogue.pack();
  while (packing.next().done !== true);
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  const graph = decodeGraphModel(await bytesOf('graph.bin'), versions);
  const edges = itemGraph(catalogue, await bytesOf('similar.bin'));
  const together = decodeCollaborativeModel(await bytesOf('collaborative.bin'));
  return {
    catalogue,
    space,
    popularity: popularity(catalogue),
    strategies: [collaborative(together, catalogue), graphStrategy(graph, edges)],
  };
}
