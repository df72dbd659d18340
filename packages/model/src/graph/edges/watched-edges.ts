import type { GraphEdges } from './graph-edges.ts';

/** Of a longer history only the newest titles make edges: the work grows with its square. */
const longestHistory = 300;
/** Added to both counts, so that two titles of one and the same person are not as near as can be. */
const shrinkage = 3;

/**
 * WATCHED edges between titles, folded over the people who watched both: the cosine of their audiences, shrunk. At most
 * `perRow` a row, heaviest first. `people` are rows, oldest first, each once.
 */
export function watchedEdges(people: readonly Int32Array[], rows: number, perRow: number): GraphEdges {
  const histories = people.map((history) => history.subarray(-longestHistory));
  const counts = watchCounts(histories, rows);
  const audience = audiences(histories, counts);
  const starts = new Int32Array(rows + 1);
  const neighbours = new Int32Array(rows * perRow);
  const weights = new Float32Array(rows * perRow);
  const shared = new Float64Array(rows);
  let edges = 0;
  for (let row = 0; row < rows; row++) {
    const met: number[] = [];
    for (const person of audience(row)) {
      for (const other of histories[person]) {
        if (other === row) continue;
        if (shared[other] === 0) met.push(other);
        shared[other]++;
      }
    }
    for (const other of met) {
      shared[other] /= Math.sqrt((counts[row] + shrinkage) * (counts[other] + shrinkage));
    }
    for (const other of heaviest(met, shared, perRow)) {
      neighbours[edges] = other;
      weights[edges++] = shared[other];
    }
    starts[row + 1] = edges;
    for (const other of met) shared[other] = 0;
  }
  return {
    starts,
    neighbours: neighbours.slice(0, edges),
    types: new Uint8Array(edges),
    weights: weights.slice(0, edges),
  };
}

/** The `count` rows of highest weight, heaviest first, of equal ones the lower row; most candidates fail at the door. */
function heaviest(rows: readonly number[], weights: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (const row of rows) {
    const weight = weights[row];
    const last = best[best.length - 1];
    if (best.length === count && (weight < weights[last] || (weight === weights[last] && row > last)))
      continue;
    let place = best.length;
    while (place > 0) {
      const before = best[place - 1];
      if (weights[before] > weight || (weights[before] === weight && before < row)) break;
      place--;
    }
    best.splice(place, 0, row);
    if (best.length > count) best.pop();
  }
  return best;
}

/** How many of the people watched each row. */
export function watchCounts(people: readonly Int32Array[], rows: number): Float64Array {
  const counts = new Float64Array(rows);
  for (const history of people) for (const row of history) counts[row]++;
  return counts;
}

function audiences(people: readonly Int32Array[], counts: Float64Array): (row: number) => Int32Array {
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, row) => {
    starts[row + 1] = starts[row] + count;
  });
  const next = starts.slice();
  const watchers = new Int32Array(starts[counts.length]);
  people.forEach((history, person) => {
    for (const row of history) watchers[next[row]++] = person;
  });
  return (row) => watchers.subarray(starts[row], starts[row + 1]);
}
