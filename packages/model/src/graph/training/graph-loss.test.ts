import { describe, expect, test } from 'vitest';
import { plantedFeatures } from '../../planted-features.ts';
import { seededRandom } from '../../seeded-random.ts';
import { weighEdges } from '../edges/importance.ts';
import { watchedEdges } from '../edges/watched-edges.ts';
import { graphParameters, initialParameters } from '../parameters.ts';
import { graphEdgeTypes } from '../shape.ts';
import { graphLoss } from './graph-loss.ts';
import { comparisonsOf, encoderInput, peopleOf } from './graph-step.ts';

/** Twelve titles in a ring of typed edges, three people, everything small enough to differentiate twice. */
function littleStep() {
  const rows = 12;
  const random = seededRandom(4);
  const features = plantedFeatures(rows, 3);
  const ring = {
    starts: Int32Array.from({ length: rows + 1 }, (_, row) => 3 * row),
    neighbours: Int32Array.from({ length: 3 * rows }, (_, e) => (Math.floor(e / 3) + 1 + (e % 3)) % rows),
    types: Uint8Array.from({ length: 3 * rows }, (_, e) => 1 + (e % (graphEdgeTypes.length - 1))),
    weights: Float32Array.from({ length: 3 * rows }, () => 0.1 + 0.9 * random()),
  };
  const people = [
    [0, 3, 6, 9],
    [1, 4, 7, 2],
    [2, 5, 8],
  ].map((history) => Int32Array.from(history));
  const edges = weighEdges(ring, watchedEdges(people, rows, 4), 0.7);
  const numbers = Int32Array.from({ length: rows }, (_, row) => row);
  const nodes = { rows: numbers, numberOf: numbers };
  const degrees = Float64Array.from({ length: rows }, () => random());
  const cuts = people.map((all) => ({ all, history: all.slice(0, -1), targets: all.slice(-1) }));
  const histories = peopleOf(
    cuts.map(({ history }) => history),
    numbers,
  );
  // The middle person dislikes what they saw first.
  histories.weights[3] = -0.5;
  return {
    input: encoderInput(features, edges, degrees, nodes, seededRandom(2)),
    people: histories,
    comparisons: comparisonsOf(cuts, Int32Array.of(10, 11, 0, 5), numbers),
  };
}

function littleParameters() {
  const random = seededRandom(9);
  const parameters = initialParameters(random);
  for (let i = 0; i < parameters.flat.length; i++) parameters.flat[i] += 0.05 * (random() - 0.5);
  return parameters;
}

describe('the gradient of the graph encoder', () => {
  const step = littleStep();
  const parameters = littleParameters();
  const dropping = () => ({ rate: 0.1, random: seededRandom(5) });
  const plan = { temperature: 0.2, hardness: 0 };
  const { gradient } = graphLoss(parameters, step, plan, dropping());

  const named = [
    ...gradient.layers.flatMap((layer, index) =>
      Object.entries(layer).map(
        ([name, view]) => [`layer ${index + 1} ${name}`, view as Float64Array] as const,
      ),
    ),
    ...Object.entries(gradient.head).map(([name, view]) => [`head ${name}`, view as Float64Array] as const),
    ...Object.entries(gradient.person).map(
      ([name, view]) => [`person ${name}`, view as Float64Array] as const,
    ),
  ];

  test.each(named)('is the finite difference: %s', (_, view) => {
    const start = (view.byteOffset - gradient.flat.byteOffset) / 8;
    const largest = Array.from(view.keys())
      .toSorted((a, b) => Math.abs(view[b]) - Math.abs(view[a]))
      .slice(0, 2);
    const places = [...largest, view.length >> 1, view.length - 1];
    const h = 1e-6;
    for (const place of places) {
      const at = (by: number): number => {
        const moved = graphParameters(parameters.flat.slice());
        moved.flat[start + place] += by;
        return graphLoss(moved, step, plan, dropping()).loss;
      };
      const difference = (at(h) - at(-h)) / (2 * h);
      expect(Math.abs(view[place] - difference)).toBeLessThan(1e-7 + 1e-4 * Math.abs(difference));
    }
    expect(Math.max(...view.slice(0, 100).map(Math.abs), Math.abs(view[largest[0]]))).toBeGreaterThan(0);
  });
});
