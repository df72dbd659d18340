/** Nearest-rank percentiles of a sample, rounded to 0.1. Units are the sample's. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
  readonly n: number;
}

export function percentiles(sample: readonly number[]): Percentiles {
  if (sample.length === 0) throw new RangeError('percentiles of an empty sample');
  const sorted = sample.toSorted((a, b) => a - b);
  const rank = (p: number) => Math.round(sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] * 10) / 10;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), min: rank(0), max: rank(1), n: sorted.length };
}
