import { afterAll, describe, expect, test } from 'vitest';
import { plantedFeatures } from '../planted-features.ts';
import { dot, rowVector } from '../vector-math.ts';
import { agreement, trialJob } from './agreement.ts';
import type { ComputeBackend } from './compute-backend.ts';
import { openBackend } from './open-backend.ts';

const features = plantedFeatures(700, 5);
const opened: ComputeBackend[] = [];
const open = async (name: 'typed-arrays' | 'cpu' | 'wasm'): Promise<ComputeBackend> => {
  const backend = await openBackend(name, features);
  opened.push(backend);
  return backend;
};
afterAll(() => {
  for (const backend of opened) backend.dispose();
});

describe('compute backends', () => {
  test.each(['cpu', 'wasm'] as const)('%s agrees with plain arrays to 1e-3', async (name) => {
    const candidate = await open(name);
    expect(candidate.name).toBe(name);
    const result = await agreement(candidate, await open('typed-arrays'), features, 7);
    expect(result).toMatchObject({ agrees: true });
    expect(result.score).toBeLessThan(1e-4);
    expect(result.vector).toBeLessThan(1e-4);
    expect(result.loss).toBeLessThan(1e-4);
  });

  test('two TensorFlow.js backends used in turns do not disturb each other', async () => {
    const [cpu, wasm, plain] = [await open('cpu'), await open('wasm'), await open('typed-arrays')];
    const { vector } = trialJob(features, 3);
    const expected = await plain.score(vector);
    const results = await Promise.all([
      cpu.score(vector),
      wasm.score(vector),
      cpu.score(vector),
      wasm.score(vector),
    ]);
    for (const scores of results) {
      for (const [row, score] of scores.entries()) expect(score).toBeCloseTo(expected[row] ?? Number.NaN, 3);
    }
  });

  test('a backend with wrong results is found out', async () => {
    const plain = await open('typed-arrays');
    const wrong: ComputeBackend = {
      ...plain,
      score: async (vector) =>
        (await plain.score(vector)).map((score, row) => (row === 31 ? score + 0.01 : score)),
    };
    expect((await agreement(wrong, plain, features)).agrees).toBe(false);
    const broken: ComputeBackend = {
      ...plain,
      score: () => Promise.resolve(new Float32Array(700).fill(Number.NaN)),
    };
    expect((await agreement(broken, plain, features)).agrees).toBe(false);
  });

  test('webgpu refuses politely where there is none', async () => {
    await expect(openBackend('webgpu', features)).rejects.toMatchObject({
      code: 'model/backend-not-available',
    });
  });
});

describe('BPR on plain arrays', () => {
  test('a step follows the gradient that finite differences give', async () => {
    const backend = await open('typed-arrays');
    const job = trialJob(features, 11, 1, 16);
    const anchor = job.vector.map((value) => value * 0.5);
    const rates = { learningRate: 1, pull: 0.3 };
    const { vector: after } = await backend.train({ ...job, anchor, rates });
    const objective = (vector: Float32Array): number => {
      let sum = 0;
      job.triples.positives.forEach((positive, at) => {
        const negative = job.triples.negatives[at] ?? 0;
        const x = dot(rowVector(features, positive), vector) - dot(rowVector(features, negative), vector);
        sum -= Math.log1p(Math.exp(-x)) / 16;
      });
      vector.forEach((value, i) => {
        sum -= 0.15 * (value - (anchor[i] ?? 0)) ** 2;
      });
      return sum;
    };
    for (const i of [0, 1, 77, 300, 511]) {
      const h = 1e-2;
      const moved = (by: number): Float32Array =>
        job.vector.map((value, j) => (j === i ? value + by : value));
      const slope = (objective(moved(h)) - objective(moved(-h))) / (2 * h);
      expect((after[i] ?? 0) - (job.vector[i] ?? 0)).toBeCloseTo(slope, 4);
    }
  });

  test('reports the loss before each update', async () => {
    const backend = await open('typed-arrays');
    const job = trialJob(features, 5, 1, 1);
    const [positive, negative] = [job.triples.positives[0] ?? 0, job.triples.negatives[0] ?? 0];
    const x = dot(rowVector(features, positive), job.vector) - dot(rowVector(features, negative), job.vector);
    const { losses, pulls } = await backend.train(job);
    expect(losses[0]).toBeCloseTo(Math.log1p(Math.exp(-x)), 5);
    expect(pulls[0]).toBeCloseTo(1 / (1 + Math.exp(x)), 5);
  });
});
