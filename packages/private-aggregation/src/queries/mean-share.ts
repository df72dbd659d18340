import { withoutOuter } from './trimmed.ts';

/** Which share of its reports a released sum counts at a number, and how far that can be relied on. */
export interface Share {
  readonly share: number;
  /** Standard deviation of the noise that is in it. */
  readonly noise: number;
  readonly reports: number;
}

/**
 * Shares of several sums as one. Each by how little noise it leaves: by reports, where all have the same noise a report; less where a query shared the
 * clip with others. From five sums on, by a trimmed mean.
 */
export function meanShare(shares: readonly Share[]): Share {
  const left = withoutOuter(shares, ({ share }) => share);
  const reports = sum(left.map((one) => one.reports));
  const isNoised = left.every(({ noise }) => noise > 0);
  const precision = left.map((one) => (isNoised ? one.noise ** -2 : one.reports));
  const weights = precision.map((one) => one / sum(precision));
  return {
    share: sum(left.map(({ share }, i) => weights[i] * share)),
    noise: Math.hypot(...left.map(({ noise }, i) => weights[i] * noise)),
    reports,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
