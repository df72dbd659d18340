import { contentFeatures, featureVersion, itemGraph, openCatalogue } from '@parlour/catalogue';
import { decodeGraphModel } from '@parlour/model/graph';
import { compactFeatures, type EngineParts, graphStrategy, itemSpace, popularity } from '@parlour/recommend';

async function bytesOf(address: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(address)).arrayBuffer());
}

/** What the brain would hold: the catalogue, its content space, and every model from its file. */
export async function openEngineParts(): Promise<EngineParts> {
  const catalogue = openCatalogue(await bytesOf('/columns.arrow'));
  const space = itemSpace(compactFeatures(contentFeatures(catalogue)));
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  const graph = decodeGraphModel(await bytesOf('/graph.bin'), versions);
  const edges = itemGraph(catalogue, await bytesOf('/similar.bin'));
  return { catalogue, space, popularity: popularity(catalogue), strategies: [graphStrategy(graph, edges)] };
}
