import { expect, test } from 'vitest';
import { plantedFeatures } from '../../planted-features.ts';
import type { EncoderInput } from '../encoder/encoder.ts';
import type { Neighbourhood } from '../encoder/neighbourhood.ts';
import { sparseRows } from '../encoder/sparse-rows.ts';
import { layerShapes } from '../shape.ts';
import { encoderTensors, neighbourColumns } from './encoder-tensors.ts';

const planted = plantedFeatures(2, 2);
const features = sparseRows(planted, Int32Array.of(1, 0));

/** The first node listens to `sources`, the second to nobody. */
const listening = (...sources: number[]): Neighbourhood => ({
  starts: Int32Array.of(0, sources.length, sources.length),
  sources: Int32Array.from(sources),
  types: Uint8Array.from(sources, (_, i) => i % 4),
  importances: Float64Array.from(sources, (_, i) => 1 / (i + 1)),
});

const inputOf = (
  sources: number[],
  graphs = layerShapes.map((shape) => listening(...sources.slice(0, shape.neighbours))),
): EncoderInput => ({
  features,
  graphs,
  degrees: Float64Array.of(0.5, 0.25),
});

test('rows are filled up with neighbours of importance 0', () => {
  const { neighbours, types, importances, degrees } = encoderTensors(inputOf([1, 0, 1]));
  expect(neighbours.dims).toEqual([2, neighbourColumns]);
  const none = Array<number>(2 * neighbourColumns - 3).fill(0);
  expect([...neighbours.values]).toEqual([1, 0, 1, ...none]);
  expect([...types.values]).toEqual([0, 1, 2, ...none]);
  expect([...importances.values]).toEqual([1, 0.5, Math.fround(1 / 3), ...none]);
  expect(degrees).toEqual({ name: 'degrees', dims: [2, 1], values: Float32Array.of(0.5, 0.25) });
});

test('features are those of the rows that were named, with their zeros', () => {
  const { dims, values } = encoderTensors(inputOf([])).features;
  expect(dims).toEqual([2, 512]);
  expect([...values]).toEqual(
    Array.from({ length: 2 * 512 }, (_, i) => {
      const [row, dimension] = [1 - Math.floor(i / 512), i % 512];
      return Math.fround(planted.values[row * 512 + dimension] * planted.scales[row]);
    }),
  );
});

test('more neighbours than the first layer listens to are refused', () => {
  const sources = Array<number>(neighbourColumns + 1).fill(1);
  expect(() =>
    encoderTensors(
      inputOf(
        sources,
        layerShapes.map(() => listening(...sources)),
      ),
    ),
  ).toThrow(new RangeError('node 0 has 26 neighbours'));
});

test.each([
  ['others', [listening(1, 0), listening(1, 0), listening(0, 1)], 2],
  ['fewer', [listening(1, 0), listening(1), listening(1, 0)], 1],
])('layers that listen to %s than the first are refused', (_, graphs, layer) => {
  expect(() => encoderTensors(inputOf([], graphs))).toThrow(
    new RangeError(`layer ${layer} listens to others than the first at node 0`),
  );
});
