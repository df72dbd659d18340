import { momentDimension } from './moment-design.ts';

/**
 * The upper triangle of u u^T for u = vector / |vector|, row by row, off-diagonals times sqrt 2: as both of a pair are in the
 * one number, its L2 norm is exactly that of the matrix, which is 1. Zeros for a vector of zeros.
 */
export function outerTriangle(vector: ArrayLike<number>): Float64Array {
  const triangle = new Float64Array(momentDimension(vector.length));
  addOuterTriangle(triangle, vector);
  return triangle;
}

/** Adds the same to a sum. */
export function addOuterTriangle(sum: Float64Array, vector: ArrayLike<number>): void {
  const rank = vector.length;
  let square = 0;
  for (let a = 0; a < rank; a++) square += vector[a] ** 2;
  if (square === 0 || !Number.isFinite(square)) return;
  let at = 0;
  for (let a = 0; a < rank; a++) {
    const value = vector[a] / square;
    sum[at++] += value * vector[a];
    const twice = value * Math.SQRT2;
    for (let b = a + 1; b < rank; b++) sum[at++] += twice * vector[b];
  }
}

/** The same triangle of any symmetric matrix (`rank` x `rank`, row-major), of which only what lies on and above the diagonal is read. */
export function triangleOfMatrix(matrix: ArrayLike<number>, rank: number): Float64Array {
  const triangle = new Float64Array(momentDimension(rank));
  let at = 0;
  for (let a = 0; a < rank; a++) {
    triangle[at++] = matrix[a * rank + a];
    for (let b = a + 1; b < rank; b++) triangle[at++] = matrix[a * rank + b] * Math.SQRT2;
  }
  return triangle;
}

/** The symmetric matrix (`rank` x `rank`, row-major) of such a triangle, or of a sum of them. */
export function matrixOfTriangle(triangle: ArrayLike<number>, rank: number): Float64Array {
  if (triangle.length !== momentDimension(rank))
    throw new RangeError(`a triangle of rank ${rank} has ${momentDimension(rank)} numbers`);
  const matrix = new Float64Array(rank * rank);
  let at = 0;
  for (let a = 0; a < rank; a++) {
    matrix[a * rank + a] = triangle[at++];
    for (let b = a + 1; b < rank; b++) {
      const value = triangle[at++] * Math.SQRT1_2;
      matrix[a * rank + b] = value;
      matrix[b * rank + a] = value;
    }
  }
  return matrix;
}
