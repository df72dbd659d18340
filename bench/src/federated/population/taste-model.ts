import { seededRandom } from '@parlour/model';

/** Histories, and a model of them with a taste for each person. */
export interface TasteModel {
  readonly rank: number;
  readonly bias: Float64Array;
  /** Row by row. */
  readonly factors: Float64Array;
  readonly tastes: Float64Array;
}

const passes = 200;
const rate = 0.03;
const decays = [0.9, 0.99] as const;
/** Of the factors; that of tastes is 1. */
const precision = 20;

/**
 * Maximum a posteriori of a multinomial factor model: P(title i) proportional to exp(bias[i] + factors[i] . taste), Gaussian
 * priors on factors and tastes, by Adam (Kingma & Ba 2015) on all histories at once.
 */
export function fitTasteModel(
  histories: readonly (readonly number[])[],
  items: number,
  rank: number,
): TasteModel {
  const random = seededRandom(7);
  const small = () => (random() + random() + random() - 1.5) * 0.3;
  const people = histories.length;
  const counts = new Float64Array(items).fill(0.5);
  for (const history of histories) for (const item of history) counts[item]++;
  const bias = counts.map(Math.log);
  const factors = Float64Array.from({ length: items * rank }, small);
  const tastes = Float64Array.from({ length: people * rank }, small);
  const steps = [bias, factors, tastes].map((values) => adam(values));
  const chances = new Float64Array(items);
  for (let pass = 0; pass < passes; pass++) {
    const gradients = [bias, factors, tastes].map((values) => new Float64Array(values.length));
    const [ofBias, ofFactors, ofTastes] = gradients;
    histories.forEach((history, person) => {
      const taste = tastes.subarray(person * rank, (person + 1) * rank);
      softmax({ bias, factors, rank }, taste, chances);
      for (let item = 0; item < items; item++) chances[item] *= -history.length;
      for (const item of history) chances[item]++;
      const own = ofTastes.subarray(person * rank, (person + 1) * rank);
      for (let item = 0; item < items; item++) {
        const rest = chances[item];
        ofBias[item] += rest;
        for (let c = 0; c < rank; c++) {
          own[c] += rest * factors[item * rank + c];
          ofFactors[item * rank + c] += rest * taste[c];
        }
      }
      for (let c = 0; c < rank; c++) own[c] -= taste[c];
    });
    for (let at = 0; at < factors.length; at++) ofFactors[at] -= precision * factors[at];
    steps.forEach((step, which) => step(gradients[which]));
  }
  return { rank, bias, factors, tastes };
}

/** P(title i) for a taste, into `out`. */
export function softmax(
  { bias, factors, rank }: Pick<TasteModel, 'bias' | 'factors' | 'rank'>,
  taste: Float64Array,
  out: Float64Array,
): void {
  let most = -Infinity;
  for (let item = 0; item < out.length; item++) {
    let sum = bias[item];
    const start = item * rank;
    for (let c = 0; c < rank; c++) sum += factors[start + c] * taste[c];
    out[item] = sum;
    if (sum > most) most = sum;
  }
  let total = 0;
  for (let item = 0; item < out.length; item++) total += out[item] = Math.exp(out[item] - most);
  for (let item = 0; item < out.length; item++) out[item] /= total;
}

/** Goes uphill. */
function adam(values: Float64Array): (gradient: Float64Array) => void {
  const mean = new Float64Array(values.length);
  const square = new Float64Array(values.length);
  const [first, second] = decays;
  let step = 0;
  return (gradient) => {
    step++;
    for (let at = 0; at < values.length; at++) {
      mean[at] = first * mean[at] + (1 - first) * gradient[at];
      square[at] = second * square[at] + (1 - second) * gradient[at] ** 2;
      const direction = mean[at] / (1 - first ** step);
      values[at] += (rate * direction) / (Math.sqrt(square[at] / (1 - second ** step)) + 1e-8);
    }
  };
}
