import { type Catalogue, contentFeatures, featureVersion, itemGraph } from '@parlour/catalogue';
import { catalogueEdges } from '../edges/catalogue-edges.ts';
import { watchedRows } from '../edges/watched-titles.ts';
import { encodeRows, watchedOf } from '../encode-items.ts';
import { encodeGraphModel } from '../file/embeddings-file.ts';
import type { GraphEncoder } from '../file/encoder-file.ts';
import { defaultGraphPlan } from './graph-plan.ts';

/**
 * Embeddings of a catalogue by an encoder that was trained on another, or an earlier, one: what devices load, for `decodeGraphModel`. Titles that came since have
 * the edges of the catalogue alone. `similar` is the file of the catalogue's SIMILAR edges.
 *
 * @throws ParlourError `catalogue/graph-unreadable`
 */
export function embedCatalogue(
  { parameters, watched }: GraphEncoder,
  catalogue: Catalogue,
  similar: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const edges = catalogueEdges(itemGraph(catalogue, similar), catalogue.size);
  const rows = watched ? watchedRows(watched, catalogue) : watchedOf([], catalogue.size, defaultGraphPlan);
  const share = watched?.share ?? defaultGraphPlan.watchedShare;
  const embeddings = encodeRows(parameters, contentFeatures(catalogue), edges, rows, share);
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  return encodeGraphModel(parameters, embeddings, versions, watched?.people ?? 0);
}
