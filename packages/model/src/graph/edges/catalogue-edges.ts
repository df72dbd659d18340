import type { ItemGraph } from '@parlour/catalogue';
import { graphEdgeTypes } from '../shape.ts';
import type { GraphEdges } from './graph-edges.ts';

/** All edges of the catalogue's own graph: SIMILAR, SAME_GENRE, SHARED_PERSON, at most 25 a row, heaviest first. */
export function catalogueEdges(
  graph: ItemGraph,
  rows: number,
  onProgress?: (fraction: number) => void,
): GraphEdges {
  const starts = new Int32Array(rows + 1);
  const neighbours: number[] = [];
  const types: number[] = [];
  const weights: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (const edge of graph.neighbours(row)) {
      neighbours.push(edge.row);
      types.push(graphEdgeTypes.indexOf(edge.type));
      weights.push(edge.weight);
    }
    starts[row + 1] = neighbours.length;
    if (row % 500 === 499) onProgress?.((row + 1) / rows);
  }
  return {
    starts,
    neighbours: Int32Array.from(neighbours),
    types: Uint8Array.from(types),
    weights: Float32Array.from(weights),
  };
}
