import type { FusionWeightings } from '@parlour/wire';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** Mean gains of people over the first way of mixing, with their noise. */
export interface MeanGains {
  /** By way but the first. */
  readonly gains: ArrayLike<number>;
  /** Standard deviation of the rounds' noise at each. */
  readonly noise: number;
  readonly reports: number;
  /** Norm of the gains that one person can add, at most. */
  readonly most: number;
}

/** The way of mixing that does best by what is known. */
export interface ChosenWeighting {
  /** In `weightings`; 0 where nothing does better than the first. */
  readonly place: number;
  readonly weights: readonly number[];
  /** What it is believed to gain over the first, and the standard error of that. */
  readonly gain: number;
  readonly gainSe: number;
  /** The same over what it is held against. */
  readonly overServed: { readonly gain: number; readonly gainSe: number };
}

/** How far apart ways of mixing are whose gains say little of each other: Euclidean, of shares. */
const reach = 0.6;
/** Of what one person can add: standard deviation of true mean gains, and of one person's gain, as of real histories and more. */
const usualGain = 0.08;
const usualSpread = 0.2;

/**
 * Mixtures that are alike do alike: a Gaussian process (Rasmussen and Williams 2006, section 2.2) over the shares, 0 at the first, draws
 * from all noised gains together what each way gains. Only released sums go in, so this costs no privacy beyond theirs.
 * @param served what the chosen is held against: any mixture of the same members; by default the first.
 */
export function chooseWeighting(
  { weightings }: Pick<FusionWeightings, 'weightings'>,
  { gains, noise, reports, most }: MeanGains,
  served: readonly number[] = weightings[0],
): ChosenWeighting {
  const [first, ...others] = weightings;
  if (others.length !== gains.length) throw new RangeError(`${gains.length} gains of ${others.length} ways`);
  const all = [...weightings, served];
  const scale = (usualGain * most) ** 2;
  const covariance = (a: readonly number[], b: readonly number[]): number =>
    scale * (likeness(a, b) - likeness(a, first) * likeness(b, first));
  const between = (rows: readonly (readonly number[])[], columns: readonly (readonly number[])[]): Matrix =>
    new Matrix(rows.map((row) => columns.map((column) => covariance(row, column))));
  const variance = noise ** 2 + (usualSpread * most) ** 2 / reports;
  const seen = between(others, others).add(Matrix.eye(others.length, others.length, variance));
  const solver = new CholeskyDecomposition(seen);
  const cross = between(all, others);
  const mean = cross.mmul(solver.solve(Matrix.columnVector(Array.from(gains)))).to1DArray();
  const left = between(all, all).sub(cross.mmul(solver.solve(cross.transpose())));
  const place = weightings.reduce((best, _, at) => (mean[at] > mean[best] ? at : best), 0);
  const over = (other: number) => ({
    gain: mean[place] - mean[other],
    gainSe: Math.sqrt(
      Math.max(0, left.get(place, place) + left.get(other, other) - 2 * left.get(place, other)),
    ),
  });
  return { place, weights: weightings[place], ...over(0), overServed: over(weightings.length) };
}

const likeness = (a: readonly number[], b: readonly number[]): number =>
  Math.exp(-a.reduce((sum, share, at) => sum + (share - b[at]) ** 2, 0) / (2 * reach ** 2));
