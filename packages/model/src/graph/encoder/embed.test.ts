import { expect, test } from 'vitest';
import { plantedFeatures } from '../../planted-features.ts';
import { seededRandom } from '../../seeded-random.ts';
import { weighEdges } from '../edges/importance.ts';
import { watchedEdges } from '../edges/watched-edges.ts';
import { initialParameters } from '../parameters.ts';
import { encoderInput } from '../training/graph-step.ts';
import { embed } from './embed.ts';
import { encoderForward } from './encoder.ts';

const rows = 30;
const numbers = Int32Array.from({ length: rows }, (_, row) => row);
const people = Array.from({ length: 20 }, (_, person) => Int32Array.of(person, person + 3, person + 7));
const none = watchedEdges([], rows, 0);
const edges = weighEdges(none, watchedEdges(people, rows, 10), 1);
const input = encoderInput(plantedFeatures(rows, 3), edges, new Float64Array(rows), {
  rows: numbers,
  numberOf: numbers,
});
const parameters = initialParameters(seededRandom(1));

test('embeddings are those that are trained', () => {
  expect(embed(parameters, input)).toEqual(encoderForward(parameters, input).embeddings);
});

test('embeddings have length 1, those of titles without edges too', () => {
  const embeddings = embed(parameters, input);
  expect(edges.starts[rows] - edges.starts[rows - 1]).toBe(0);
  for (let row = 0; row < rows; row++) {
    expect(Math.hypot(...embeddings.subarray(64 * row, 64 * row + 64))).toBeCloseTo(1, 12);
  }
});
