import type { CohortMoment } from './merge-moments.ts';

/** What a sum says of itself, whoever is in it. */
export interface MomentTold {
  /** Share of the reports that have told anything: not of somebody without a history, or who answers this query with zeros. */
  readonly share: number;
  /** Standard deviation of the noise in that. */
  readonly deviation: number;
  /** Whether people's reports, honest or not, can have made it. */
  readonly isPossible: boolean;
}

/** Noise goes further than so many standard deviations in one of 30,000 sums. */
const deviations = 4;
/** Of what is told: the last digits of so many additions. */
const rounding = 1e-9;

/**
 * Every report of `personMoment` is a matrix u u^T of a vector of length 1, or zeros. So the trace of their sum is how many have told
 * something, from none to all of them; and its norm is at most its trace, as that of any positive semidefinite matrix (Horn & Johnson,
 * Matrix Analysis, 7.1). A sum that is further from that than its noise goes was made by a device that broke the protocol, or by a mistake.
 *
 * What it does not find: reports of people who are none, and a lie that keeps within those bounds, as a sum of so many reports could.
 * @param rank of the matrix, of which the sum is a triangle (`outerTriangle`).
 */
export function momentTold({ sum, reports, noise }: CohortMoment, rank: number): MomentTold {
  let trace = 0;
  for (let a = 0, at = 0; a < rank; at += rank - a, a++) trace += sum[at];
  const ofTrace = noise * Math.sqrt(rank);
  let square = 0;
  for (let at = 0; at < sum.length; at++) square += sum[at] ** 2;
  const most = Math.max(0, Math.min(trace + deviations * ofTrace, reports));
  // Of a square: the noise's own, how far that goes, and its product with what is told.
  const ofNoise = noise ** 2 * (sum.length + deviations * Math.sqrt(2 * sum.length));
  const isPossible =
    trace >= -deviations * ofTrace - rounding * reports &&
    trace <= reports + deviations * ofTrace + rounding * reports &&
    square <= most ** 2 + ofNoise + deviations * 2 * noise * most + rounding * reports ** 2;
  return { share: trace / reports, deviation: ofTrace / reports, isPossible };
}
