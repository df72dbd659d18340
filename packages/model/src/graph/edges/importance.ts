import type { GraphEdges } from './graph-edges.ts';

/** Both kinds of edges of each row, and what each matters: 1 in sum over a row. */
export interface WeighedEdges extends GraphEdges {
  readonly importances: Float64Array;
}

/**
 * Joins edges with watched ones; within its kind an edge matters by its weight, which is comparable only there. Where a row has
 * both kinds, its WATCHED edges have `watchedShare` of its importance together.
 */
export function weighEdges(catalogue: GraphEdges, watched: GraphEdges, watchedShare: number): WeighedEdges {
  const rows = catalogue.starts.length - 1;
  const total = catalogue.neighbours.length + watched.neighbours.length;
  const joined = {
    starts: new Int32Array(rows + 1),
    neighbours: new Int32Array(total),
    types: new Uint8Array(total),
    weights: new Float32Array(total),
    importances: new Float64Array(total),
  };
  let at = 0;
  const add = (edges: GraphEdges, row: number, share: number): void => {
    let sum = 0;
    for (let e = edges.starts[row]; e < edges.starts[row + 1]; e++) sum += edges.weights[e];
    for (let e = edges.starts[row]; e < edges.starts[row + 1]; e++) {
      joined.neighbours[at] = edges.neighbours[e];
      joined.types[at] = edges.types[e];
      joined.weights[at] = edges.weights[e];
      joined.importances[at++] = (share * edges.weights[e]) / sum;
    }
  };
  const has = ({ starts }: GraphEdges, row: number): boolean => starts[row + 1] > starts[row];
  for (let row = 0; row < rows; row++) {
    const both = has(catalogue, row) && has(watched, row);
    add(watched, row, both ? watchedShare : 1);
    add(catalogue, row, both ? 1 - watchedShare : 1);
    joined.starts[row + 1] = at;
  }
  return joined;
}
