import { factorise, solveFactorised } from '../linear/cholesky.ts';
import { type SparseRows, sparseRows } from './sparse-rows.ts';

export interface LocalRidgeOptions {
  /** The L2 penalty. */
  readonly ridge: number;
  /** Causes that an item is regressed on. */
  readonly candidates: number;
  /** Of them kept, by how much of the item they carry. */
  readonly keep: number;
}

/**
 * For every item a ridge regression on its own strongest causes, so that no matrix is larger than `candidates` squared:
 * the cousin of EASE and SLIT for catalogues that are too large for an inverse (SLIM with feature selection: Ning & Karypis
 * 2011, section 4.3, without its L1 and sign constraints).
 *
 * Row j of `effects` holds, by cause i, the inner product of cause and effect; `gram` those among causes, its diagonal
 * included. An item is a cause of itself only where `effects` says so. Row i of the result holds the items that i speaks for.
 */
export function localRidge(gram: SparseRows, effects: SparseRows, options: LocalRidgeOptions): SparseRows {
  const items = gram.starts.length - 1;
  const diagonal = diagonalOf(gram);
  const slotOf = new Int32Array(items).fill(-1);
  const entries: [number, number, number][] = [];
  for (let item = 0; item < items; item++) {
    const causes = strongest(effects, item, diagonal, options);
    if (causes.length === 0) continue;
    const weights = Float64Array.from(causes, (cause) => cause.product);
    const matrix = subMatrix(
      gram,
      causes.map(({ row }) => row),
      slotOf,
      options.ridge,
    );
    solveFactorised(definite(matrix, causes.length), causes.length, weights);
    causes
      .map(({ row }, slot) => ({ row, weight: weights[slot] as number }))
      .sort((left, right) => share(right, diagonal) - share(left, diagonal) || left.row - right.row)
      .slice(0, options.keep)
      .forEach(({ row, weight }) => entries.push([row, item, weight]));
  }
  return sparseRows(items, entries);
}

/** The factor; a Gram matrix whose rows were cut may need more of a diagonal than the ridge. */
function definite(matrix: Float64Array, size: number): Float64Array {
  for (let more = 1; ; more *= 2) {
    const factor = matrix.slice();
    for (let slot = 0; slot < size; slot++)
      factor[slot * size + slot] = more * (factor[slot * size + slot] as number);
    try {
      factorise(factor, size);
      return factor;
    } catch (error) {
      if (!(error instanceof RangeError) || more > 1e6) throw error;
    }
  }
}

const share = (cause: { row: number; weight: number }, diagonal: Float64Array): number =>
  Math.abs(cause.weight) * Math.sqrt(diagonal[cause.row] as number);

interface Cause {
  readonly row: number;
  readonly product: number;
}

/** The causes that explain most of the item, each on its own. */
function strongest(
  { starts, columns, values }: SparseRows,
  item: number,
  diagonal: Float64Array,
  { ridge, candidates }: LocalRidgeOptions,
): Cause[] {
  const causes: (Cause & { strength: number })[] = [];
  for (let at = starts[item] as number; at < (starts[item + 1] as number); at++) {
    const [row, product] = [columns[at] as number, values[at] as number];
    causes.push({ row, product, strength: product / Math.sqrt((diagonal[row] as number) + ridge) });
  }
  return causes
    .sort((left, right) => right.strength - left.strength || left.row - right.row)
    .slice(0, candidates);
}

function subMatrix(
  { starts, columns, values }: SparseRows,
  rows: readonly number[],
  slotOf: Int32Array,
  ridge: number,
): Float64Array {
  const size = rows.length;
  const matrix = new Float64Array(size * size);
  rows.forEach((row, slot) => {
    slotOf[row] = slot;
  });
  rows.forEach((row, slot) => {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const other = slotOf[columns[at] as number] as number;
      if (other < 0) continue;
      // Rows of the Gram matrix are cut one by one: what one of two lacks is taken from the other.
      matrix[slot * size + other] = values[at] as number;
      matrix[other * size + slot] = values[at] as number;
    }
  });
  for (let slot = 0; slot < size; slot++)
    matrix[slot * size + slot] = (matrix[slot * size + slot] as number) + ridge;
  for (const row of rows) slotOf[row] = -1;
  return matrix;
}

function diagonalOf({ starts, columns, values }: SparseRows): Float64Array {
  return Float64Array.from({ length: starts.length - 1 }, (_, row) => {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
      if (columns[at] === row) return values[at] as number;
    return 0;
  });
}
