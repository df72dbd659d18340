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
}

/** How far apart ways of mixing are whose gains say little of each other: Euclidean, of shares. */
const reach = 0.6;
/** Of what one person can add: standard deviation of true mean gains, and of one person's gain, as of real histories and more. */
const usualGain = 0.08;
const usualSpread = 0.2;

/** Standard errors that a gain must be above 0 by to be believed: the best of many by noise alone is often above two. */
export const sureOfGain = 3;

/**
 * Mixtures that are alike do alike: a Gaussian process (Rasmussen and Williams 2006, section 2.2) over the shares, 0 at the first, draws
 * from all noised gains together what each way gains. Only released sums go in, so this costs no privacy beyond theirs.
 */
export function chooseWeighting(
  { weightings }: Pick<FusionWeightings, 'weightings'>,
  { gains, noise, reports, most }: MeanGains,
): ChosenWeighting {
  const [first, ...others] = weightings;
  if (others.length !== gains.length) throw new RangeError(`${gains.length} gains of ${others.length} ways`);
  const scale = (usualGain * most) ** 2;
  const prior = Matrix.zeros(others.length, others.length);
  others.forEach((a, i) => {
    others.forEach((b, j) =>
      prior.set(i, j, scale * (likeness(a, b) - likeness(a, first) * likeness(b, first))),
    );
  });
  const variance = noise ** 2 + (usualSpread * most) ** 2 / reports;
  const seen = Matrix.add(prior, Matrix.eye(others.length, others.length, variance));
  const solver = new CholeskyDecomposition(seen);
  const believed = prior.mmul(solver.solve(Matrix.columnVector(Array.from(gains)))).to1DArray();
  const place = believed.reduce((best, gain, at) => (gain > (believed[best - 1] ?? 0) ? at + 1 : best), 0);
  if (place === 0) return { place, weights: first, gain: 0, gainSe: 0 };
  const row = prior.getRowVector(place - 1);
  const told = row.mmul(solver.solve(row.transpose())).get(0, 0);
  return {
    place,
    weights: weightings[place],
    gain: believed[place - 1],
    gainSe: Math.sqrt(Math.max(0, prior.get(place - 1, place - 1) - told)),
  };
}

const likeness = (a: readonly number[], b: readonly number[]): number =>
  Math.exp(-a.reduce((sum, share, at) => sum + (share - b[at]) ** 2, 0) / (2 * reach ** 2));
