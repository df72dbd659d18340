import { LIMITS } from './limits.ts';

/**
 * log2 of P[Binomial(clients, 1 - dropoutRate) < minimumReports]: the probability that a round which starts with
 * `clients` devices ends with too few reports, each leaving independently at the declared rate. Summed in doubles
 * over at most 10,000 terms, largest first; relative error below 1e-9.
 */
export function log2TooFewReports(clients: number, minimumReports: number, dropoutRate: number): number {
  if (clients < minimumReports) {
    return 0;
  }
  if (dropoutRate === 0) {
    return Number.NEGATIVE_INFINITY;
  }
  let term = 0;
  for (let i = 1; i <= clients; i += 1) {
    term += i < minimumReports ? Math.log((clients - i + 1) / i) : 0;
  }
  const last = minimumReports - 1;
  term += last * Math.log1p(-dropoutRate) + (clients - last) * Math.log(dropoutRate);
  let sum = 1;
  let ratio = 1;
  for (let r = last; r > 0; r -= 1) {
    ratio *= (r / (clients - r + 1)) * (dropoutRate / (1 - dropoutRate));
    sum += ratio;
  }
  return Math.min(0, (term + Math.log(sum)) / Math.LN2);
}

/**
 * The fewest devices a round must start with, so that dropouts at the declared rate leave fewer than
 * `minimumReports` with probability below 2^-20.
 */
export function smallestCohort(minimumReports: number, dropoutRate: number): number {
  let low = minimumReports;
  let high = Math.ceil((minimumReports * 4) / (1 - dropoutRate));
  while (low < high) {
    const middle = (low + high) >> 1;
    if (log2TooFewReports(middle, minimumReports, dropoutRate) < -LIMITS.failureExponent) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
