import { expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

it('knows the quantiles of the normal distribution', () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 7);
  expect(normalQuantile(0.999)).toBeCloseTo(3.090232306, 7);
  expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424309, 7);
  expect(() => normalQuantile(1)).toThrow(RangeError);
});
