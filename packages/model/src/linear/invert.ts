import { factorise } from './cholesky.ts';
import { subtractProduct } from './multiply-transposed.ts';

const block = 64;

/**
 * The inverse of a symmetric positive definite matrix (`size` x `size`, row-major, only its lower triangle is read, and
 * overwritten): about `size`^3 multiplications and additions each, all in row-by-row products.
 *
 * @throws RangeError if the matrix is not positive definite
 */
export function invert(matrix: Float64Array, size: number): Float64Array {
  factorise(matrix, size);
  return squareOf(inverseTransposed(matrix, size), size);
}

/** L^-T, row-major: its row i is column i of L^-1, zero before i. */
function inverseTransposed(factor: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) out[i * size + i] = 1;
  for (let from = 0; from < size; from += block) {
    const to = Math.min(size, from + block);
    for (let row = 0; row < to; row += block) {
      const rows = Math.min(size, row + block) - row;
      // Left of `row` these rows are zero.
      subtractProduct(
        { values: out, start: row * size + from, stride: size },
        { values: out, start: row * size + row, stride: size },
        { values: factor, start: from * size + row, stride: size },
        rows,
        to - from,
        from - row,
      );
    }
    for (let row = 0; row < to; row++) {
      for (let column = Math.max(from, row); column < to; column++) {
        let sum = out[row * size + column] as number;
        for (let k = from; k < column; k++)
          sum -= (out[row * size + k] as number) * (factor[column * size + k] as number);
        out[row * size + column] = sum / (factor[column * size + column] as number);
      }
    }
  }
  return out;
}

/** M M^T of an upper triangular M. */
function squareOf(upper: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let row = 0; row < size; row += block) {
    const rows = Math.min(size, row + block) - row;
    for (let column = 0; column <= row; column += block) {
      subtractProduct(
        { values: out, start: row * size + column, stride: size },
        { values: upper, start: row * size + row, stride: size },
        { values: upper, start: column * size + row, stride: size },
        rows,
        Math.min(size, column + block) - column,
        size - row,
      );
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const value = -(out[row * size + column] as number);
      out[row * size + column] = value;
      out[column * size + row] = value;
    }
  }
  return out;
}
