import type { Catalogue } from '../snapshot/catalogue.ts';
import type { ItemGraph } from './item-graph.ts';

/** @throws ParlourError `catalogue/graph-unreadable`, `catalogue/graph-of-another-version` */
export function itemGraph(catalogue: Catalogue, similarBytes: Uint8Array): ItemGraph {
  throw new Error(`being written: ${catalogue.size} ${similarBytes.length}`);
}
