import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import type { GraphEdges } from './graph-edges.ts';
import { type WeighedEdges, weighEdges } from './importance.ts';
import { pickNeighbours } from './pick-neighbours.ts';
import { watchedEdges } from './watched-edges.ts';

const rows = 12;
const anyPeople = fc.array(
  fc.uniqueArray(fc.nat(rows - 1), { maxLength: 8 }).map((history) => Int32Array.from(history)),
  { maxLength: 15 },
);
const everything = Int32Array.from({ length: rows }, (_, row) => row);

/** Edges of a row as [neighbour, weight]. */
function edgesOf({ starts, neighbours, weights }: GraphEdges, row: number): [number, number][] {
  return Array.from({ length: starts[row + 1] - starts[row] }, (_, i) => [
    neighbours[starts[row] + i],
    weights[starts[row] + i],
  ]);
}

describe('WATCHED edges', () => {
  test('join what the same people watched, both ways alike, heaviest first', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const edges = watchedEdges(people, rows, rows);
        for (let row = 0; row < rows; row++) {
          const own = edgesOf(edges, row);
          const wanted = new Set(
            people.filter((history) => history.includes(row)).flatMap((history) => [...history]),
          );
          wanted.delete(row);
          expect(own.map(([other]) => other).sort((a, b) => a - b)).toEqual(
            [...wanted].sort((a, b) => a - b),
          );
          const weights = own.map(([, weight]) => weight);
          expect(weights).toEqual(weights.toSorted((a, b) => b - a));
          for (const [other, weight] of own) {
            expect(weight).toBeGreaterThan(0);
            expect(weight).toBeLessThan(1);
            expect(edgesOf(edges, other).find(([back]) => back === row)?.[1]).toBe(weight);
          }
        }
      }),
      { verbose: true },
    );
  });

  test('are the heaviest where there are too many', () => {
    fc.assert(
      fc.property(anyPeople, fc.nat(4), (people, most) => {
        const all = watchedEdges(people, rows, rows);
        const few = watchedEdges(people, rows, most);
        for (let row = 0; row < rows; row++)
          expect(edgesOf(few, row)).toEqual(edgesOf(all, row).slice(0, most));
      }),
      { verbose: true },
    );
  });
});

const ring: GraphEdges = {
  starts: Int32Array.from({ length: rows + 1 }, (_, row) => 2 * row),
  neighbours: Int32Array.from({ length: 2 * rows }, (_, e) => (Math.floor(e / 2) + 1 + (e % 2)) % rows),
  types: new Uint8Array(2 * rows).fill(1),
  weights: Float32Array.from({ length: 2 * rows }, (_, e) => 0.2 + 0.1 * (e % 3)),
};

function importanceOf({ starts, importances }: WeighedEdges, row: number): number[] {
  return Array.from(importances.subarray(starts[row], starts[row + 1]));
}

test('importances of a row add up to 1, those of either kind to their share', () => {
  fc.assert(
    fc.property(anyPeople, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (people, share) => {
      const watched = watchedEdges(people, rows, 6);
      const weighed = weighEdges(ring, watched, share);
      for (let row = 0; row < rows; row++) {
        const own = importanceOf(weighed, row);
        const kind = own.slice(0, edgesOf(watched, row).length).reduce((a, b) => a + b, 0);
        expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
        expect(kind).toBeCloseTo(edgesOf(watched, row).length > 0 ? share : 0, 9);
      }
    }),
    { verbose: true },
  );
});

describe('picked neighbours', () => {
  const weighed = weighEdges(ring, watchedEdges([everything], rows, rows), 0.7);

  test('are in the set, at most as many as wanted, and their edges real', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(rows - 1), { minLength: 1 }),
        fc.nat(),
        fc.boolean(),
        (members, seed, drawn) => {
          const numberOf = new Int32Array(rows).fill(-1);
          members.forEach((row, number) => {
            numberOf[row] = number;
          });
          const nodes = { rows: Int32Array.from(members), numberOf };
          const graphs = pickNeighbours(weighed, nodes, [5, 2], drawn ? seededRandom(seed) : undefined);
          graphs.forEach(({ starts, sources, types, importances }, layer) => {
            members.forEach((row, node) => {
              expect(starts[node + 1] - starts[node]).toBeLessThanOrEqual([5, 2][layer]);
              for (let i = starts[node]; i < starts[node + 1]; i++) {
                const edge = Array.from({ length: 2 * rows }, (_, at) => weighed.starts[row] + at).find(
                  (e) =>
                    e < weighed.starts[row + 1] &&
                    numberOf[weighed.neighbours[e]] === sources[i] &&
                    weighed.types[e] === types[i] &&
                    weighed.importances[e] === importances[i],
                );
                expect(edge).toBeDefined();
              }
            });
          });
        },
      ),
      { verbose: true },
    );
  });

  test('are drawn as their importance says', () => {
    const nodes = { rows: everything, numberOf: everything };
    const random = seededRandom(7);
    const [first, last] = [weighed.starts[3], weighed.starts[4]];
    const counts = new Map<number, number>();
    const draws = 4_000;
    for (let draw = 0; draw < draws; draw++) {
      const [graph] = pickNeighbours(
        weighed,
        { rows: Int32Array.of(3), numberOf: nodes.numberOf },
        [1],
        random,
      );
      const key = 10 * graph.sources[0] + graph.types[0];
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (let e = first; e < last; e++) {
      const share = (counts.get(10 * weighed.neighbours[e] + weighed.types[e]) ?? 0) / draws;
      const error = Math.sqrt((weighed.importances[e] * (1 - weighed.importances[e])) / draws);
      expect(Math.abs(share - weighed.importances[e])).toBeLessThan(5 * error);
    }
  });

  test('are the most important ones without chance', () => {
    const [graph] = pickNeighbours(weighed, { rows: everything, numberOf: everything }, [3]);
    for (let row = 0; row < rows; row++) {
      const best = importanceOf(weighed, row)
        .toSorted((a, b) => b - a)
        .slice(0, 3);
      expect(Array.from(graph.importances.subarray(graph.starts[row], graph.starts[row + 1]))).toEqual(best);
    }
  });
});
