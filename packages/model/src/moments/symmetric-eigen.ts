import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface Eigen {
  /** Greatest first. */
  readonly values: Float64Array;
  /** Column `c`, for `values[c]`, of a row-major `size` x `size` matrix. */
  readonly vectors: Float64Array;
}

/** Of a symmetric matrix, `size` x `size`, row-major. */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const decomposed = new EigenvalueDecomposition(Matrix.from1DArray(size, size, matrix), {
    assumeSymmetric: true,
  });
  const found = decomposed.realEigenvalues;
  const order = found.map((_, index) => index).toSorted((a, b) => found[b] - found[a]);
  const vectors = new Float64Array(size * size);
  order.forEach((from, column) => {
    for (let row = 0; row < size; row++)
      vectors[row * size + column] = decomposed.eigenvectorMatrix.get(row, from);
  });
  return { values: Float64Array.from(order, (from) => found[from]), vectors };
}
