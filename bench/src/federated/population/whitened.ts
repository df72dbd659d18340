import type { TasteModel } from './taste-model.ts';

/**
 * The same model with tastes of mean 0 and covariance 1, which a standard normal can then stand for: what the mean gives each title goes
 * into its bias, and the Cholesky factor of the covariance into its factors.
 */
export function whitened({
  rank,
  bias,
  factors,
  tastes,
}: TasteModel): Pick<TasteModel, 'rank' | 'bias' | 'factors'> {
  const people = tastes.length / rank;
  const mean = new Float64Array(rank);
  tastes.forEach((value, at) => (mean[at % rank] += value / people));
  const covariance = new Float64Array(rank * rank);
  for (let person = 0; person < people; person++) {
    for (let a = 0; a < rank; a++)
      for (let b = 0; b < rank; b++)
        covariance[a * rank + b] +=
          ((tastes[person * rank + a] - mean[a]) * (tastes[person * rank + b] - mean[b])) / people;
  }
  const root = cholesky(covariance, rank);
  const items = bias.length;
  const newBias = bias.slice();
  const newFactors = new Float64Array(items * rank);
  for (let item = 0; item < items; item++) {
    for (let a = 0; a < rank; a++) {
      newBias[item] += factors[item * rank + a] * mean[a];
      for (let b = 0; b <= a; b++)
        newFactors[item * rank + b] += factors[item * rank + a] * root[a * rank + b];
    }
  }
  return { rank, bias: newBias, factors: newFactors };
}

/** Lower triangular L with L L^T = matrix. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let rest = matrix[a * size + b];
      for (let k = 0; k < b; k++) rest -= out[a * size + k] * out[b * size + k];
      out[a * size + b] = a === b ? Math.sqrt(rest) : rest / out[b * size + b];
    }
  }
  return out;
}
