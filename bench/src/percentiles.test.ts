import { describe, expect, it } from 'vitest';
import { percentiles } from './percentiles.ts';

describe('percentiles', () => {
  it('takes the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentiles(hundred)).toEqual({ p50: 50, p95: 95, p99: 99, min: 1, max: 100, n: 100 });
  });

  it('refuses an empty sample', () => {
    expect(() => percentiles([])).toThrow(RangeError);
  });
});
