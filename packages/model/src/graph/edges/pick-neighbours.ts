import type { Neighbourhood } from '../encoder/neighbourhood.ts';
import type { WeighedEdges } from './importance.ts';

/** Some rows under numbers of their own, 0..n-1. */
export interface NodeSet {
  readonly rows: Int32Array;
  /** Number of a catalogue row, -1 if it is not among them. */
  readonly numberOf: Int32Array;
}

/**
 * At most `limit` neighbours of each node within the set: the most important, or, with `random`, drawn without replacement
 * by importance (Efraimidis and Spirakis 2006, algorithm A-Res).
 */
export function pickNeighbours(
  edges: WeighedEdges,
  { rows, numberOf }: NodeSet,
  limit: number,
  random?: () => number,
): Neighbourhood {
  const starts = new Int32Array(rows.length + 1);
  const picked: number[] = [];
  const key = new Float64Array(edges.neighbours.length === 0 ? 0 : mostEdges(edges));
  rows.forEach((row, node) => {
    const first = edges.starts[row];
    const near: number[] = [];
    for (let e = first; e < edges.starts[row + 1]; e++) {
      if (numberOf[edges.neighbours[e]] < 0) continue;
      near.push(e);
      const importance = edges.importances[e];
      key[e - first] = random === undefined ? importance : Math.log(1 - random()) / importance;
    }
    if (near.length > limit) {
      near.sort((a, b) => key[b - first] - key[a - first] || a - b);
      near.length = limit;
    }
    for (const e of near) picked.push(e);
    starts[node + 1] = picked.length;
  });
  return {
    starts,
    sources: Int32Array.from(picked, (e) => numberOf[edges.neighbours[e]]),
    types: Uint8Array.from(picked, (e) => edges.types[e]),
    importances: Float64Array.from(picked, (e) => edges.importances[e]),
  };
}

function mostEdges({ starts }: WeighedEdges): number {
  let most = 0;
  for (let row = 0; row + 1 < starts.length; row++) most = Math.max(most, starts[row + 1] - starts[row]);
  return most;
}
