import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { factorise, solveFactorised } from './cholesky.ts';
import { invert } from './invert.ts';

/** X^T X + I of random numbers: positive definite. */
function anyMatrix(size: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const x = Float64Array.from({ length: 2 * size * size }, () => random() - 0.5);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < 2 * size; k++) sum += (x[k * size + i] ?? 0) * (x[k * size + j] ?? 0);
      matrix[i * size + j] = sum;
    }
  }
  return matrix;
}

const sizes = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(63, 64, 65, 131));

test('a matrix times its inverse is one', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (size, seed) => {
      const matrix = anyMatrix(size, seed);
      const inverse = invert(matrix.slice(), size);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += (matrix[i * size + k] ?? 0) * (inverse[k * size + j] ?? 0);
          expect(sum).toBeCloseTo(i === j ? 1 : 0, 8);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('a solved vector gives the right side again', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (size, seed) => {
      const matrix = anyMatrix(size, seed);
      const factor = matrix.slice();
      factorise(factor, size);
      const vector = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
      solveFactorised(factor, size, vector);
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += (matrix[i * size + k] ?? 0) * (vector[k] ?? 0);
        expect(sum).toBeCloseTo(Math.sin(i + 1), 8);
      }
    }),
    { numRuns: 20 },
  );
});

test('what is not positive definite is refused', () => {
  expect(() => factorise(Float64Array.of(1, 0, 2, 1), 2)).toThrow(RangeError);
});
