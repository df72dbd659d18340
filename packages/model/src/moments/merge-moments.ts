import type { MeanMoment } from './moment-model.ts';

/** A released sum of moments of one cohort. */
export interface CohortMoment {
  /** By number of the triangle, over all reports. */
  readonly sum: ArrayLike<number>;
  readonly reports: number;
  /** Standard deviation of the noise at each number of the sum. */
  readonly noise: number;
}

/** From so many cohorts on the lowest and the highest fifth at each number are left out: no cohort alone decides. */
const fewestToTrim = 5;
const trimmedShare = 1 / 5;
/** Variance of that mean over the plain one's, of normal values at most (the middle three of five have 1.13, many values 1.14). */
const trimmingCost = 1.15;

/**
 * The mean over all reports of some cohorts over one basis, each by how precisely it tells (`precisionOf`), and from five cohorts on of
 * what is left at each number when the outer fifths of the cohorts' own means are left out (trimmed mean; Yin et al. 2018). Cohorts are
 * about equally large, so each counts by its precision without changing who is trimmed.
 */
export function mergeMoments(cohorts: readonly CohortMoment[]): MeanMoment & { readonly reports: number } {
  const [first] = cohorts;
  if (first === undefined) throw new RangeError('no cohort');
  const numbers = first.sum.length;
  if (cohorts.some(({ sum }) => sum.length !== numbers)) throw new RangeError('sums over several bases');
  const reports = cohorts.reduce((all, cohort) => all + cohort.reports, 0);
  const weights = cohorts.map((cohort) => precisionOf(cohort, numbers));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const plain = Math.hypot(...cohorts.map(({ noise, reports: own }, i) => (weights[i] * noise) / own / all));
  const cut = cohorts.length < fewestToTrim ? 0 : Math.floor(cohorts.length * trimmedShare);
  const triangle = new Float64Array(numbers);
  const order = cohorts.map((_, cohort) => cohort);
  const means = new Float64Array(cohorts.length);
  for (let at = 0; at < numbers; at++) {
    cohorts.forEach((cohort, i) => {
      means[i] = cohort.sum[at] / cohort.reports;
    });
    if (cut > 0) order.sort((a, b) => means[a] - means[b]);
    let [sum, weight] = [0, 0];
    for (let place = cut; place < order.length - cut; place++) {
      const own = weights[order[place]];
      sum += own * means[order[place]];
      weight += own;
    }
    triangle[at] = sum / weight;
  }
  return { triangle, reports, noise: cut === 0 ? plain : plain * Math.sqrt(trimmingCost) };
}

/**
 * One over the variance of a cohort's own mean at a number: of the noise, and of who happens to be in it (a moment of norm 1 has a mean
 * square of 1 / numbers). Every report brings the noise of its bundle, so cohorts of one bundle count by their reports; one of a bundle for fewer
 * reports, or with less of the clip, has more noise a report and counts for less.
 */
const precisionOf = ({ reports, noise }: CohortMoment, numbers: number): number =>
  1 / ((noise / reports) ** 2 + 1 / (numbers * reports));
