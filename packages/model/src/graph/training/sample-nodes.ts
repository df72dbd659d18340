import type { WeighedEdges } from '../edges/importance.ts';
import type { NodeSet } from '../edges/pick-neighbours.ts';

/**
 * The seeds and, up to `limit` titles, neighbours of theirs drawn by importance: a small graph of its own to train on (Zeng et
 * al. 2020, GraphSAINT), so that a step costs the same in a catalogue of any size.
 */
export function sampleNodes(
  edges: WeighedEdges,
  seeds: Iterable<number>,
  limit: number,
  random: () => number,
): NodeSet {
  const numberOf = new Int32Array(edges.starts.length - 1).fill(-1);
  const rows: number[] = [];
  const add = (row: number): void => {
    if (numberOf[row] >= 0) return;
    numberOf[row] = rows.length;
    rows.push(row);
  };
  for (const seed of seeds) add(seed);
  const seedCount = rows.length;
  // Twice as many draws as places: many neighbours are there already.
  for (let draw = 0; rows.length < limit && draw < 2 * limit && seedCount > 0; draw++) {
    const seed = rows[Math.floor(random() * seedCount)];
    const neighbour = drawNeighbour(edges, seed, random);
    if (neighbour >= 0) add(neighbour);
  }
  return { rows: Int32Array.from(rows), numberOf };
}

/** One neighbour by importance, -1 where there is none. */
export function drawNeighbour(
  { starts, neighbours, importances }: WeighedEdges,
  row: number,
  random: () => number,
): number {
  let target = random();
  for (let e = starts[row]; e < starts[row + 1]; e++) {
    target -= importances[e];
    if (target < 0) return neighbours[e];
  }
  return starts[row + 1] > starts[row] ? neighbours[starts[row + 1] - 1] : -1;
}
