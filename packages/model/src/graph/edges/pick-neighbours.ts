import type { Neighbourhood } from '../encoder/neighbourhood.ts';
import type { WeighedEdges } from './importance.ts';

/** Some rows under numbers of their own, 0..n-1. */
export interface NodeSet {
  readonly rows: Int32Array;
  /** Number of a catalogue row, -1 if it is not among them. */
  readonly numberOf: Int32Array;
}

/**
 * For each of `limits` at most so many neighbours of every node within the set: the most important ones, or, with `random`,
 * drawn without replacement by importance (Efraimidis and Spirakis 2006, algorithm A-Res). A smaller limit gets the first of
 * a larger one's, which is such a draw too.
 */
export function pickNeighbours(
  edges: WeighedEdges,
  { rows, numberOf }: NodeSet,
  limits: readonly number[],
  random?: () => number,
): Neighbourhood[] {
  const picks = limits.map(() => ({ starts: new Int32Array(rows.length + 1), picked: [] as number[] }));
  const keys = new Float64Array(mostEdges(edges));
  rows.forEach((row, node) => {
    const first = edges.starts[row];
    const near: number[] = [];
    for (let e = first; e < edges.starts[row + 1]; e++) {
      if (numberOf[edges.neighbours[e]] < 0) continue;
      near.push(e);
      const importance = edges.importances[e];
      keys[e - first] = random === undefined ? importance : Math.log(1 - random()) / importance;
    }
    near.sort((a, b) => keys[b - first] - keys[a - first] || a - b);
    picks.forEach(({ starts, picked }, at) => {
      for (let i = 0; i < near.length && i < limits[at]; i++) picked.push(near[i]);
      starts[node + 1] = picked.length;
    });
  });
  return picks.map(({ starts, picked }) => ({
    starts,
    sources: Int32Array.from(picked, (e) => numberOf[edges.neighbours[e]]),
    types: Uint8Array.from(picked, (e) => edges.types[e]),
    importances: Float64Array.from(picked, (e) => edges.importances[e]),
  }));
}

function mostEdges({ starts }: WeighedEdges): number {
  let most = 0;
  for (let row = 0; row + 1 < starts.length; row++) most = Math.max(most, starts[row + 1] - starts[row]);
  return most;
}
