import { ParlourError } from '@parlour/wire';
import { type Hypergeometric, logMass, lowerTail, upperTail } from './hypergeometric.ts';

/** `curious`: the aggregator follows the protocol; `semi-malicious`: it may tell different devices different survivors. */
export type Adversary = 'curious' | 'semi-malicious';

export interface GraphParameters {
  /** Mask partners of each device; even. */
  readonly degree: number;
  /** Shares that open a secret. */
  readonly threshold: number;
}

const largestCohort = 1_000_000;
const logSecurity = -41 * Math.LN2;
const security = 2 ** -41;
const correctness = 2 ** -20;

/** A rate is meant as the decimal it was written as: 0.55 x 100 is 55, though the product of the doubles is above it. */
const rounding = 1e-14;

/**
 * Degree of the sparse mask graph and threshold of its secret sharing, for a cohort of `clients` (3 to 1,000,000) of which
 * a share of `adversarialRate` (0 <= rate < 1) colludes with the aggregator and `dropoutRate` (0 <= rate < 1) leaves.
 *
 * With them, but for a probability of 2^-40, the honest survivors stay connected and nobody's secrets can be opened
 * against the protocol, and but for 2^-20 the round can be finished. A degree over 254 is correct here and refused by the
 * protocol, whose shares are in GF(256).
 *
 * Source: Bell et al., "Secure Single-Server Aggregation with (Poly)Logarithmic Overhead" (CCS 2020), section 3, with the
 * exact tails and the rounding of Google's federated-compute (`graph_parameter_finder`).
 *
 * @throws ParlourError `graph-parameters/bad-input`, or `graph-parameters/none` if no degree below `clients` - 1 suffices.
 */
export function graphParameters(
  clients: number,
  adversarialRate: number,
  dropoutRate: number,
  adversary: Adversary = 'semi-malicious',
): GraphParameters {
  checkInput(clients, adversarialRate, dropoutRate);
  const adversarial = Math.floor((adversarialRate + rounding) * clients);
  const bad = Math.min(clients, adversarial + Math.floor((dropoutRate + rounding) * clients));
  const surviving = Math.ceil((1 - dropoutRate - rounding) * clients);
  for (let degree = 2; degree < clients - 1; degree += 2) {
    if (logDisconnected(clients, bad, degree) >= logSecurity) continue;
    const adversaries = { size: clients, marked: adversarial, drawn: degree };
    const survivors = { size: clients, marked: surviving, drawn: degree };
    const opened = leastRarelyExceeded(adversaries, security / clients);
    const lower = adversary === 'curious' ? opened : Math.ceil((opened + degree - 1.25) / 2);
    const upper = largestRarelyMissed(survivors, correctness / clients);
    if (lower < upper) return { degree, threshold: Math.max(lower + 1, 2) };
  }
  throw new ParlourError('graph-parameters/none', {
    message: `No mask graph over ${clients} devices is both safe and able to finish at these rates.`,
    meaning: 'No round can be run with these parameters.',
    mend: 'Use a larger cohort, or assume fewer adversaries or dropouts.',
  });
}

/**
 * ln of the union bound on a Harary graph falling apart: pairs of gaps in its ring, each of `degree`/2 neighbours, times
 * the probability C(bad, degree)/C(clients, degree) that all of them are gone.
 */
function logDisconnected(clients: number, bad: number, degree: number): number {
  if (degree > bad) return Number.NEGATIVE_INFINITY;
  const gaps = Math.log(clients) + Math.log(clients - degree - 1) - Math.LN2;
  return gaps + logMass({ size: clients, marked: bad, drawn: degree }, degree);
}

/** Least t with P[H > t] <= probability. */
function leastRarelyExceeded(h: Hypergeometric, probability: number): number {
  let [low, high] = [0, h.drawn];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upperTail(h, middle) <= probability) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Largest t with P[H < t] <= probability. */
function largestRarelyMissed(h: Hypergeometric, probability: number): number {
  let [low, high] = [0, h.drawn];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lowerTail(h, middle) <= probability) low = middle;
    else high = middle - 1;
  }
  return low;
}

function checkInput(clients: number, adversarialRate: number, dropoutRate: number): void {
  const rate = (r: number) => r >= 0 && r < 1;
  if (
    Number.isInteger(clients) &&
    clients >= 3 &&
    clients <= largestCohort &&
    rate(adversarialRate) &&
    rate(dropoutRate)
  ) {
    return;
  }
  throw new ParlourError('graph-parameters/bad-input', {
    message: `A cohort of ${clients} devices with rates ${adversarialRate} and ${dropoutRate} makes no sense.`,
    meaning: 'No graph was computed.',
    mend: `Give from 3 to ${largestCohort} devices, and rates from 0 up to, but not including, 1.`,
  });
}
