import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { denoisedMoment } from './denoised-moment.ts';
import { momentDiagonal } from './moment-diagonal.ts';
import { momentScales } from './moment-scales.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const design = { head: 36, content: 8 };
const rank = design.head + design.content;
const head = Int32Array.from({ length: design.head }, (_, row) => row);
const popularity = Float64Array.from({ length: design.head }, (_, row) => 0.02 / (1 + row / 6));
const basis = { design, head, popularity };

const normals = (seed: number) => {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};

/** A moment of `kinds` kinds of taste, each title as far from the mean as its popularity lets it be. */
function truth(seed: number, kinds: number): Float64Array {
  const normal = normals(seed);
  const size = (a: number) => (a < design.head ? 0.05 * (popularity[a] / popularity[0]) ** 0.7 : 0.02);
  const factors = Array.from({ length: rank }, (_, a) =>
    Array.from({ length: kinds }, () => (size(a) * normal()) / kinds ** 0.25),
  );
  const matrix = new Float64Array(rank * rank);
  for (let a = 0; a < rank; a++)
    for (let b = 0; b < rank; b++)
      matrix[a * rank + b] = factors[a].reduce((sum, value, i) => sum + value * factors[b][i], 0);
  for (let a = 0; a < rank; a++) matrix[a * (rank + 1)] += a < design.head ? popularity[a] : 0.003;
  return matrix;
}

/** As a triangle of numbers with a noise of deviation `noise` each gives it. */
function noised(matrix: Float64Array, noise: number, seed: number): Float64Array {
  const normal = normals(seed);
  const out = matrix.slice();
  for (let a = 0; a < rank; a++) {
    out[a * (rank + 1)] += noise * normal();
    for (let b = 0; b < a; b++) {
      const value = out[a * rank + b] + noise * Math.SQRT1_2 * normal();
      out[a * rank + b] = out[b * rank + a] = value;
    }
  }
  return out;
}

const distance = (left: Float64Array, right: Float64Array) =>
  Math.hypot(...left.map((value, at) => value - right[at]));

test('what is left of the noise is less than half, however many kinds of taste there are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 4 }), (seed, kinds) => {
      const matrix = truth(seed, kinds);
      const told = noised(matrix, 3e-4, seed + 1);
      const found = denoisedMoment(told, basis, 3e-4);
      if (found === undefined) throw new RangeError('nothing was heard');
      expect(distance(found, matrix)).toBeLessThan(0.5 * distance(told, matrix));
      const { values } = symmetricEigen(found, rank);
      expect(Math.min(...values)).toBeGreaterThan(-1e-9);
    }),
    { numRuns: 8 },
  );
});

test('the less noise there is, the nearer it comes to the truth, and without any it is the truth', () => {
  const matrix = truth(5, 3);
  const errors = [1e-3, 3e-4, 1e-4, 3e-5, 1e-6].map((noise) => {
    const found = denoisedMoment(noised(matrix, noise, 6), basis, noise);
    return distance(found ?? new Float64Array(rank * rank), matrix);
  });
  errors.slice(1).forEach((error, i) => expect(error).toBeLessThan(errors[i]));
  expect(errors[4]).toBeLessThan(1e-3 * Math.hypot(...matrix));
});

test('pure noise is silence, and taste is heard in it', () => {
  const silent = new Float64Array(rank * rank);
  const heard = Array.from({ length: 40 }, (_, seed) =>
    denoisedMoment(noised(silent, 2e-3, seed), basis, 2e-3),
  );
  expect(heard.filter((found) => found !== undefined).length).toBeLessThan(4);
  expect(denoisedMoment(noised(truth(9, 2), 5e-4, 1), basis, 5e-4)).toBeDefined();
});

test('scales are those that the entries were made with', () => {
  const matrix = truth(3, 4);
  const { squares } = momentScales(noised(matrix, 1e-5, 4), basis, 1e-5);
  const ofHead = squares[0];
  expect(ofHead).toBeGreaterThan(0.5 * 0.05 ** 2);
  expect(ofHead).toBeLessThan(2 * 0.05 ** 2);
  expect(squares[30] / squares[0]).toBeCloseTo((popularity[30] / popularity[0]) ** 1.4, 6);
});

test('a diagonal of nothing but popularity is taken to be that, and one that the noise cannot hide is believed', () => {
  const matrix = new Float64Array(rank * rank);
  for (let a = 0; a < rank; a++) matrix[a * (rank + 1)] = a < design.head ? 1.3 * popularity[a] : 0.003;
  const told = noised(matrix, 2e-3, 8);
  const found = momentDiagonal(told, basis, 2e-3);
  const off = (values: (a: number) => number) =>
    Math.hypot(...Float64Array.from({ length: rank }, (_, a) => values(a) - matrix[a * (rank + 1)]));
  expect(off((a) => found[a])).toBeLessThan(0.5 * off((a) => told[a * (rank + 1)]));
  const odd = truth(2, 3);
  odd[7 * (rank + 1)] *= 3;
  expect(momentDiagonal(odd, basis, 1e-6)[7]).toBeCloseTo(odd[7 * (rank + 1)], 5);
});
