import { skellamReach } from './skellam-tail.ts';

/** Fraction bits of the cumulative probabilities. */
export const tableBits = 96;
const workBits = 192n;
/** The variance is taken as a multiple of 2^-20, rounded up. */
const varianceBits = 20;

/**
 * The cumulative distribution of a symmetric Skellam variable (the difference of two Poisson variables of mean variance/2),
 * as 96-bit integers: entry i is 2^96 P(Z <= i - reach), rounded down, split into three 32-bit words.
 */
export interface SkellamTable {
  readonly variance: number;
  readonly reach: number;
  readonly high: Uint32Array;
  readonly middle: Uint32Array;
  readonly low: Uint32Array;
}

/**
 * P(Z = k) = exp(-v) I_k(v), with I_k the modified Bessel function, whose recurrence I_{k-1} = (2k/v) I_k + I_{k+1} is run
 * downwards from the end of the table (Miller's algorithm: stable, as I_k is its minimal solution) in whole numbers, and
 * normalised by I_0 + 2 sum I_k = exp(v), so that no exponential is needed and no floating-point number enters.
 *
 * Statistical distance of one sample from the true distribution, at most:
 * - 2^-139 for the two tails cut off, each below 2^-140 (`skellamReach`);
 * - 2^-121 for starting the recurrence with zero: what it gives is I_k - c K_k with c = I_{reach+1} / K_{reach+1} (signs left
 *   out), and as K_k grows with k, each of at most 2^19 entries is off by at most P(Z = reach + 1) < 2^-140;
 * - (2 reach + 1) 2^-96 for rounding the cumulative probabilities down;
 * - (reach + 1) 2^-190 relative for rounding in the recurrence, each step losing at most one unit of 2^-192 of a number that
 *   is at least 2^192 at the start and only grows.
 * With reach < 2^18 and at most 2^18 samples a report that is below 2^-58 a report. The noise that is accounted for is the sum
 * of many devices' shares; distances add, so that the sum of at most 10,000 is below 2^-44, under the 2^-40 that the ledger
 * pays for out of delta.
 * @param variance > 0, at most 2^27 (a standard deviation of 11,585).
 */
export function skellamTable(variance: number): SkellamTable {
  if (!(variance > 0 && variance <= 2 ** 27))
    throw new RangeError('a Skellam table needs a variance in (0, 2^27]');
  const scaled = BigInt(Math.ceil(variance * 2 ** varianceBits));
  const reach = skellamReach(Number(scaled) / 2 ** varianceBits, 140);
  const weights = besselWeights(scaled, reach);
  const total = weights.reduce((sum, weight, k) => sum + (k === 0 ? weight : 2n * weight), 0n);
  const entries = 2 * reach + 1;
  const table: SkellamTable = {
    variance: Number(scaled) / 2 ** varianceBits,
    reach,
    high: new Uint32Array(entries),
    middle: new Uint32Array(entries),
    low: new Uint32Array(entries),
  };
  let cumulative = 0n;
  for (let entry = 0; entry < entries; entry++) {
    cumulative += weights[Math.abs(entry - reach)];
    setEntry(table, entry, (cumulative << BigInt(tableBits)) / total);
  }
  // The last one would be exactly 2^96, one more than 96 bits hold; so every draw falls under it.
  setEntry(table, entries - 1, (1n << BigInt(tableBits)) - 1n);
  return table;
}

/** Numbers proportional to I_0(v) ... I_reach(v), for v = scaled / 2^20. */
function besselWeights(scaled: bigint, reach: number): bigint[] {
  const weights = Array.from({ length: reach + 1 }, () => 0n);
  let after = 0n;
  let here = 1n << workBits;
  weights[reach] = here;
  for (let k = reach; k > 0; k--) {
    const before = ((BigInt(2 * k) * here) << BigInt(varianceBits)) / scaled + after;
    weights[k - 1] = before;
    after = here;
    here = before;
  }
  return weights;
}

function setEntry(table: SkellamTable, entry: number, value: bigint): void {
  table.high[entry] = Number(value >> 64n);
  table.middle[entry] = Number((value >> 32n) & 0xffff_ffffn);
  table.low[entry] = Number(value & 0xffff_ffffn);
}
