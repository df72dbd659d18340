import { subtractProduct } from './multiply-transposed.ts';

const block = 64;

/**
 * Replaces the lower triangle of a symmetric positive definite matrix (`size` x `size`, row-major) by its Cholesky factor
 * L, A = L L^T; what lies above the diagonal is left as it is. Blocked, right-looking (Golub & Van Loan 2013, section 4.2).
 *
 * @throws RangeError if the matrix is not positive definite
 */
export function factorise(matrix: Float64Array, size: number): void {
  const window = (row: number, column: number) => ({
    values: matrix,
    start: row * size + column,
    stride: size,
  });
  for (let from = 0; from < size; from += block) {
    const to = Math.min(size, from + block);
    factoriseBlock(matrix, size, from, to);
    for (let row = to; row < size; row++) solveRow(matrix, size, row * size, from, to);
    for (let row = to; row < size; row += block) {
      const end = Math.min(size, row + block);
      for (let column = to; column <= row; column += block) {
        const width = Math.min(size, column + block) - column;
        subtractProduct(
          window(row, column),
          window(row, from),
          window(column, from),
          end - row,
          width,
          to - from,
        );
      }
    }
  }
}

function factoriseBlock(matrix: Float64Array, size: number, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    solveRow(matrix, size, row * size, from, row);
    let rest = matrix[row * size + row] as number;
    for (let k = from; k < row; k++) rest -= (matrix[row * size + k] as number) ** 2;
    if (!(rest > 0)) throw new RangeError(`not positive definite at ${row}`);
    matrix[row * size + row] = Math.sqrt(rest);
  }
}

/** values[start + from .. start + to) by forward substitution with the factor's diagonal block. */
function solveRow(factor: Float64Array, size: number, start: number, from: number, to: number): void {
  for (let column = from; column < to; column++) {
    const at = column * size;
    let sum = factor[start + column] as number;
    for (let k = from; k < column; k++) sum -= (factor[start + k] as number) * (factor[at + k] as number);
    factor[start + column] = sum / (factor[at + column] as number);
  }
}

/**
 * Solves A x = b in place for a factor made by `factorise`; `vector` holds b, then x.
 */
export function solveFactorised(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = vector[row] as number;
    for (let k = 0; k < row; k++) sum -= (factor[row * size + k] as number) * (vector[k] as number);
    vector[row] = sum / (factor[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = (vector[row] as number) / (factor[row * size + row] as number);
    vector[row] = value;
    for (let k = 0; k < row; k++)
      vector[k] = (vector[k] as number) - value * (factor[row * size + k] as number);
  }
}
