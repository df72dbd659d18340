import type { TasteModel } from './taste-model.ts';

const mostLag = 40;

/**
 * By lag, up to 40: sum over all pairs of watches of one person so far apart of the product of their factors, less the mean over
 * what everybody watches; and how many pairs there are.
 */
export function togetherByLag(
  model: Pick<TasteModel, 'bias' | 'factors' | 'rank'>,
  histories: readonly (readonly number[])[],
): { sums: Float64Array; pairs: Float64Array } {
  const { factors, rank } = model;
  const mean = new Float64Array(rank);
  let watches = 0;
  for (const history of histories) {
    for (const item of history) for (let c = 0; c < rank; c++) mean[c] += factors[item * rank + c];
    watches += history.length;
  }
  for (let c = 0; c < rank; c++) mean[c] /= watches;
  const sums = new Float64Array(mostLag + 1);
  const pairs = new Float64Array(mostLag + 1);
  const product = (left: number, right: number) => {
    let dot = 0;
    for (let c = 0; c < rank; c++)
      dot += (factors[left * rank + c] - mean[c]) * (factors[right * rank + c] - mean[c]);
    return dot;
  };
  for (const history of histories) {
    for (let later = 1; later < history.length; later++) {
      for (let lag = 1; lag <= Math.min(mostLag, later); lag++) {
        sums[lag] += product(history[later], history[later - lag]);
        pairs[lag]++;
      }
    }
  }
  return { sums, pairs };
}

/**
 * How much of a taste stays and how fast the rest fades: watches of one person go together the less the more lie between;
 * stays + (1 - stays) perWatch^lag, at any height, is fitted to that by least squares, each lag weighed by its pairs.
 */
export function driftOf(
  model: Pick<TasteModel, 'bias' | 'factors' | 'rank'>,
  histories: readonly (readonly number[])[],
): { stays: number; perWatch: number } {
  const { sums, pairs } = togetherByLag(model, histories);
  let best = { stays: 1, perWatch: 0, error: Infinity };
  for (let stays = 0; stays <= 1.0001; stays += 0.05) {
    for (const halfLife of [1, 2, 3, 5, 8, 12, 20, 30, 50]) {
      const perWatch = 2 ** (-1 / halfLife);
      const shape = (lag: number) => stays + (1 - stays) * perWatch ** lag;
      let [across, square, error] = [0, 0, 0];
      for (let lag = 1; lag <= mostLag; lag++) {
        across += shape(lag) * sums[lag];
        square += shape(lag) ** 2 * pairs[lag];
      }
      const height = across / square;
      for (let lag = 1; lag <= mostLag; lag++)
        error += pairs[lag] * (sums[lag] / pairs[lag] - height * shape(lag)) ** 2;
      if (error < best.error) best = { stays, perWatch, error };
    }
  }
  return { stays: best.stays, perWatch: best.perWatch };
}
