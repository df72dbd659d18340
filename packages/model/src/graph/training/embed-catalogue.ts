import {
  type Catalogue,
  contentFeatures,
  featureVersion,
  itemGraph,
  type ItemGraph,
} from '@parlour/catalogue';
import { catalogueEdges } from '../edges/catalogue-edges.ts';
import { watchedRows } from '../edges/watched-titles.ts';
import { inputOfRows, watchedOf } from '../encode-items.ts';
import { embed } from '../encoder/embed.ts';
import type { EncoderInput } from '../encoder/encoder.ts';
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
  encoder: GraphEncoder,
  catalogue: Catalogue,
  similar: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { parameters, watched } = encoder;
  const input = catalogueInput(encoder, catalogue, itemGraph(catalogue, similar));
  const embeddings = Float32Array.from(embed(parameters, input));
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  return encodeGraphModel(parameters, embeddings, versions, watched?.people ?? 0);
}

/** What an encoder is given of a catalogue. */
export function catalogueInput(
  { watched }: GraphEncoder,
  catalogue: Catalogue,
  graph: ItemGraph,
): EncoderInput {
  const edges = catalogueEdges(graph, catalogue.size);
  const rows = watched ? watchedRows(watched, catalogue) : watchedOf([], catalogue.size, defaultGraphPlan);
  const share = watched?.share ?? defaultGraphPlan.watchedShare;
  return inputOfRows(contentFeatures(catalogue), edges, rows, share);
}
