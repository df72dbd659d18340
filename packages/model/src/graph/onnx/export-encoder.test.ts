import fc from 'fast-check';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { beforeAll, expect, test } from 'vitest';
import { plantedFeatures } from '../../planted-features.ts';
import { seededRandom } from '../../seeded-random.ts';
import type { GraphEdges } from '../edges/graph-edges.ts';
import { weighEdges } from '../edges/importance.ts';
import { embed } from '../encoder/embed.ts';
import type { EncoderInput } from '../encoder/encoder.ts';
import { encoderName } from '../file/encoder-file.ts';
import { type GraphParameters, graphParameters, parameterCount } from '../parameters.ts';
import { graphEdgeTypes } from '../shape.ts';
import { encoderInput } from '../training/graph-step.ts';
import { encoderOutputName, encoderTensors } from './encoder-tensors.ts';
import { exportEncoder } from './export-encoder.ts';

beforeAll(() => {
  env.wasm.numThreads = 1;
});

const tolerance = 1e-4;

/** Every parameter away from what training starts at, so that each has a part in what comes out. */
function livelyParameters(random: () => number): GraphParameters {
  const parameters = graphParameters(Float64Array.from({ length: parameterCount }, () => random() - 0.5));
  for (const { listens, speaks, gain } of parameters.layers) {
    for (const vector of [listens, speaks]) for (let i = 0; i < vector.length; i++) vector[i] *= 4;
    for (let i = 0; i < gain.length; i++) gain[i] += 1;
  }
  return parameters;
}

/** Up to `most` edges a row to any rows, of the given kinds; some rows have none. */
function randomEdges(rows: number, most: number, kinds: readonly number[], random: () => number): GraphEdges {
  const starts = new Int32Array(rows + 1);
  const neighbours: number[] = [];
  for (let row = 0; row < rows; row++) {
    const count = random() < 0.2 ? 0 : Math.floor(random() * (most + 1));
    for (let i = 0; i < count; i++) neighbours.push(Math.floor(random() * rows));
    starts[row + 1] = neighbours.length;
  }
  return {
    starts,
    neighbours: Int32Array.from(neighbours),
    types: Uint8Array.from(neighbours, () => kinds[Math.floor(random() * kinds.length)]),
    weights: Float32Array.from(neighbours, () => 0.01 + random()),
  };
}

function randomInput(rows: number, most: number, seed: number): EncoderInput {
  const random = seededRandom(seed);
  const watched = randomEdges(rows, most, [graphEdgeTypes.indexOf('watched')], random);
  const edges = weighEdges(randomEdges(rows, most, [1, 2, 3], random), watched, 0.9);
  const numbers = Int32Array.from({ length: rows }, (_, row) => row);
  const degrees = Float64Array.from(numbers, random);
  // Drawn as in training, so that the neighbours are not in the order of their importance.
  return encoderInput(
    plantedFeatures(rows, 3, seed),
    edges,
    degrees,
    { rows: numbers, numberOf: numbers },
    random,
  );
}

async function runtimeOf(
  parameters: GraphParameters,
): Promise<(input: EncoderInput) => Promise<Float32Array>> {
  const file = exportEncoder({ name: encoderName(parameters), parameters });
  const session = await InferenceSession.create(file, { executionProviders: ['wasm'] });
  return async (input) => {
    const feeds = Object.fromEntries(
      Object.entries(encoderTensors(input)).map(([name, { dims, values }]) => [
        name,
        new Tensor(values, dims),
      ]),
    );
    const { [encoderOutputName]: found } = await session.run(feeds);
    expect(found.dims).toEqual([input.features.rows, 64]);
    return found.data as Float32Array;
  };
}

const farthest = (found: Float32Array, wanted: Float64Array): number =>
  wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i])), 0);

test('another runtime gives the embeddings that we give, whatever the graph', async () => {
  const parameters = livelyParameters(seededRandom(1));
  const run = await runtimeOf(parameters);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.nat(40), fc.nat(), async (rows, most, seed) => {
      const input = randomInput(rows, most, seed);
      const found = await run(input);
      expect(found.every(Number.isFinite)).toBe(true);
      expect(farthest(found, embed(parameters, input))).toBeLessThan(tolerance);
    }),
    { numRuns: 20 },
  );
});

test.each([2, 3])('the same of other parameters (seed %i) and more titles', async (seed) => {
  const parameters = livelyParameters(seededRandom(seed));
  const run = await runtimeOf(parameters);
  const input = randomInput(300, 30, seed);
  expect(farthest(await run(input), embed(parameters, input))).toBeLessThan(tolerance);
});

test('each of the parameters has a part in what is compared, far above the tolerance', () => {
  const parameters = livelyParameters(seededRandom(2));
  const input = randomInput(60, 30, 2);
  const before = Float32Array.from(embed(parameters, input));
  const parts = [...parameters.layers, parameters.head].flatMap((views) => Object.entries(views));
  expect(parts).toHaveLength(26);
  for (const [part, view] of parts as [string, Float64Array][]) {
    const kept = view.slice();
    for (let i = 0; i < view.length; i++) view[i] += i % 2 === 0 ? 0.5 : -0.5;
    expect(farthest(before, embed(parameters, input)), part).toBeGreaterThan(10 * tolerance);
    view.set(kept);
  }
});

test.each([500, -500])('attention may be so strong (%i) that its exponential has no number', async (by) => {
  const parameters = livelyParameters(seededRandom(6));
  for (const { types } of parameters.layers) for (let i = 0; i < types.length; i++) types[i] += by;
  const input = randomInput(30, 10, 6);
  expect(farthest(await (await runtimeOf(parameters))(input), embed(parameters, input))).toBeLessThan(
    tolerance,
  );
});

test('what has not the shape that the file names is refused by the runtime', async () => {
  const parameters = livelyParameters(seededRandom(7));
  const file = exportEncoder({ name: encoderName(parameters), parameters });
  const session = await InferenceSession.create(file, { executionProviders: ['wasm'] });
  const whole = encoderTensors(randomInput(4, 3, 7));
  const feedsWith = (name: string, values: Float32Array | Int32Array, dims: number[]) => ({
    ...Object.fromEntries(
      Object.values(whole).map((tensor) => [tensor.name, new Tensor(tensor.values, tensor.dims)]),
    ),
    [name]: new Tensor(values, dims),
  });
  const beyond = new Int32Array(4 * 25).fill(4);
  await expect(session.run(feedsWith('neighbours', new Int32Array(100), [4, 25]))).resolves.toBeDefined();
  await expect(session.run(feedsWith('features', new Float32Array(4 * 511), [4, 511]))).rejects.toThrow(
    '511',
  );
  await expect(session.run(feedsWith('neighbours', new Int32Array(40), [4, 10]))).rejects.toThrow('10');
  await expect(session.run(feedsWith('neighbours', beyond, [4, 25]))).rejects.toThrow('out of');
});

test('an encoder of zeros gives zeros, and nothing that is no number', async () => {
  const run = await runtimeOf(graphParameters());
  expect((await run(randomInput(5, 3, 1))).every((value) => value === 0)).toBe(true);
});

test('equal encoders make equal files', () => {
  const [one, other] = [1, 1].map(() => livelyParameters(seededRandom(9)));
  expect(exportEncoder({ name: 'a', parameters: one })).toEqual(
    exportEncoder({ name: 'a', parameters: other }),
  );
});
