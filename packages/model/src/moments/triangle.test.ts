import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentDimension } from './moment-design.ts';
import { matrixOfTriangle, outerTriangle, triangleOfMatrix } from './triangle.ts';

const vectors = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })
  .filter((vector) => Math.hypot(...vector) > 1e-3);

test('a triangle has norm 1, whatever the vector', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const triangle = outerTriangle(vector);
      expect(triangle).toHaveLength(momentDimension(vector.length));
      expect(Math.hypot(...triangle)).toBeCloseTo(1, 12);
    }),
  );
});

test('a triangle made a matrix is the outer product of the vector over its square, symmetric', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const rank = vector.length;
      const matrix = matrixOfTriangle(outerTriangle(vector), rank);
      const square = vector.reduce((sum, value) => sum + value ** 2, 0);
      for (let a = 0; a < rank; a++) {
        for (let b = 0; b < rank; b++) {
          expect(matrix[a * rank + b]).toBeCloseTo((vector[a] * vector[b]) / square, 12);
          expect(matrix[a * rank + b]).toBe(matrix[b * rank + a]);
        }
      }
    }),
  );
});

test('of nothing, and of what is no number, nothing is said', () => {
  expect(outerTriangle([0, 0, 0])).toEqual(new Float64Array(6));
  expect(outerTriangle([1, Number.NaN])).toEqual(new Float64Array(3));
  expect(outerTriangle([1, Infinity])).toEqual(new Float64Array(3));
});

test('a triangle of another length is refused', () => {
  expect(() => matrixOfTriangle(new Float64Array(5), 2)).toThrow(RangeError);
});

test('the triangle of a matrix is the one that it was made of', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const triangle = outerTriangle(vector);
      const again = triangleOfMatrix(matrixOfTriangle(triangle, vector.length), vector.length);
      again.forEach((value, i) => expect(value).toBeCloseTo(triangle[i], 12));
    }),
  );
});
