import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { weighEdges } from '../edges/importance.ts';
import { watchedEdges } from '../edges/watched-edges.ts';
import { adam } from './adam.ts';
import { defaultGraphPlan } from './graph-plan.ts';
import { randomWalks } from './random-walks.ts';
import { sampleNodes } from './sample-nodes.ts';
import { negativeSampler } from './sample-negatives.ts';
import { samplePeople } from './sample-people.ts';

const rows = 40;
/** Two islands: even rows and odd rows. */
const people = Array.from({ length: rows }, (_, row) =>
  Int32Array.of(row, (row + 2) % rows, (row + 4) % rows),
);
const edges = weighEdges(watchedEdges([], rows, 0), watchedEdges(people, rows, 10), 1);

describe('a step', () => {
  test('cuts histories by time, and asks for nothing that was told', () => {
    const histories = fc.array(fc.uniqueArray(fc.nat(500), { maxLength: 400 }), { maxLength: 20 });
    fc.assert(
      fc.property(histories, fc.nat(), fc.integer({ min: 1, max: 10 }), (all, seed, count) => {
        const given = all.map((history) => Int32Array.from(history));
        const cuts = samplePeople(given, { ...defaultGraphPlan, people: count }, seededRandom(seed));
        expect(cuts.length).toBe(Math.min(count, given.filter((history) => history.length > 1).length));
        expect(new Set(cuts.map((cut) => cut.all)).size).toBe(cuts.length);
        for (const cut of cuts) {
          expect(cut.history.length).toBeGreaterThan(0);
          expect(cut.targets.length).toBeGreaterThan(0);
          const last = cut.all.indexOf(cut.history[cut.history.length - 1]);
          expect(cut.all.indexOf(cut.targets[0])).toBe(last + 1);
        }
      }),
      { verbose: true },
    );
  });

  test('is a graph of its seeds, and of neighbours up to its limit', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(rows - 1), { maxLength: rows }),
        fc.nat(rows),
        fc.nat(),
        (seeds, limit, seed) => {
          const nodes = sampleNodes(edges, seeds, limit, seededRandom(seed));
          expect(Array.from(nodes.rows.subarray(0, seeds.length))).toEqual(seeds);
          expect(nodes.rows.length).toBeLessThanOrEqual(Math.max(limit, seeds.length));
          expect(Array.from(nodes.rows, (row) => nodes.numberOf[row])).toEqual([...nodes.rows.keys()]);
          const parities = new Set(seeds.map((row) => row % 2));
          expect(Array.from(nodes.rows).every((row) => parities.has(row % 2))).toBe(true);
        },
      ),
      { verbose: true },
    );
  });

  test('draws watched negatives more often, and others too', () => {
    const counts = Float64Array.from({ length: 100 }, (_, row) => (row < 10 ? 100 : 0));
    const drawn = negativeSampler(counts)(200, seededRandom(1));
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(Array.from(drawn).filter((row) => row < 10)).toHaveLength(10);
    expect(drawn.some((row) => row >= 10)).toBe(true);
    expect(negativeSampler(new Float64Array(3))(50, seededRandom(1)).toSorted()).toEqual(
      Int32Array.of(0, 1, 2),
    );
  });
});

test('walks stay among neighbours and meet each title once', () => {
  const walks = randomWalks(edges, 1_000, seededRandom(2));
  expect(walks).toHaveLength(rows);
  for (const walk of walks) {
    expect(new Set(walk).size).toBe(walk.length);
    expect(walk.every((row) => row % 2 === walk[0] % 2)).toBe(true);
  }
  expect(randomWalks(edges, 10, seededRandom(2))).toHaveLength(10);
});

test('Adam finds the bottom of a narrow valley', () => {
  const place = Float64Array.of(3, -2);
  const update = adam(place);
  for (let step = 0; step < 2_000; step++) {
    const gradient = Float64Array.of(place[0] - 1, 100 * (place[1] - 2));
    update(gradient, { learningRate: 0.02, weightDecay: 0 });
  }
  expect(place[0]).toBeCloseTo(1, 2);
  expect(place[1]).toBeCloseTo(2, 2);
});
