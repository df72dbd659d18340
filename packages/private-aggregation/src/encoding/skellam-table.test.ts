import { describe, expect, it } from 'vitest';
import { log2SkellamTail, skellamReach } from './skellam-tail.ts';
import { type SkellamTable, skellamTable, tableBits } from './skellam-table.ts';

const cumulative = (table: SkellamTable, entry: number): bigint =>
  (BigInt(table.high[entry]) << 64n) | (BigInt(table.middle[entry]) << 32n) | BigInt(table.low[entry]);

/** P(Z = k) straight from the definition, as the difference of two Poisson variables, in 300-bit fixed point. */
function fromTheDefinition(mean: bigint, k: number): bigint {
  const one = 1n << 300n;
  const poisson: bigint[] = [];
  let term = one;
  for (let n = 1n; n <= 400n; n++) {
    poisson.push(term);
    term = (term * mean) / n;
  }
  const total = poisson.reduce((sum, value) => sum + value, 0n);
  let sum = 0n;
  for (let n = 0; n + k < poisson.length; n++) sum += (poisson[n + k] * poisson[n]) / total;
  return (sum << BigInt(tableBits)) / total;
}

describe('skellamTable', () => {
  it.each([1n, 3n, 20n])('is the difference of two Poisson variables of mean %s', (mean) => {
    const table = skellamTable(Number(2n * mean));
    for (let k = 0; k <= Math.min(60, table.reach - 1); k++) {
      const entry = table.reach + k;
      const probability = cumulative(table, entry) - cumulative(table, entry - 1);
      const difference = probability - fromTheDefinition(mean, k);
      expect(difference >= -2n && difference <= 2n, `k = ${k}`).toBe(true);
    }
  });

  it.each([0.3, 7.25, 400, 100_000])('rises, is symmetric and has variance %s', (variance) => {
    const table = skellamTable(variance);
    const whole = 2 ** tableBits;
    let before = 0n;
    let square = 0;
    for (let entry = 0; entry < table.high.length; entry++) {
      const here = cumulative(table, entry);
      expect(here >= before).toBe(true);
      square += (Number(here - before) / whole) * (entry - table.reach) ** 2;
      before = here;
    }
    expect(square / variance).toBeCloseTo(1, 5);
    for (const k of [0, 1, 5]) {
      const left = cumulative(table, table.reach - k - 1);
      const right = (1n << BigInt(tableBits)) - cumulative(table, table.reach + k);
      const difference = left - right;
      expect(difference >= -2n && difference <= 2n).toBe(true);
    }
  });

  it('is the same every time, and refuses what it was not argued for', () => {
    expect(skellamTable(33.3)).toEqual(skellamTable(33.3));
    for (const bad of [0, -1, Number.NaN, 2 ** 28]) expect(() => skellamTable(bad)).toThrow(RangeError);
  });
});

describe('skellamReach', () => {
  it('bounds the true tail', () => {
    const table = skellamTable(50);
    const looser = Array.from({ length: table.reach - 1 }, (_, i) => i + 1).filter((t) => {
      const beyond =
        Number((1n << BigInt(tableBits)) - cumulative(table, table.reach + t - 1)) / 2 ** tableBits;
      return beyond > 1e-20 && Math.log2(beyond) > log2SkellamTail(50, t);
    });
    expect(looser).toEqual([]);
  });

  it('is the smallest that will do', () => {
    for (const variance of [0.01, 1, 1e3, 1e7]) {
      const reach = skellamReach(variance, 140);
      expect(log2SkellamTail(variance, reach)).toBeLessThan(-140);
      if (reach > 1) expect(log2SkellamTail(variance, reach - 1)).toBeGreaterThanOrEqual(-140);
    }
  });
});
