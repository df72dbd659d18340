import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalDensity } from '../test-support/integrate.ts';
import { lossAt, outputAt } from './sampled-gaussian-loss.ts';

const sigmas = fc.double({ min: 0.1, max: 20, noNaN: true });
const rates = fc.oneof(fc.double({ min: 1e-5, max: 0.999, noNaN: true }), fc.constant(1));

describe('the privacy loss of one output', () => {
  test('is the logarithm of the likelihood ratio', () => {
    fc.assert(
      fc.property(sigmas, rates, fc.double({ min: -5, max: 6, noNaN: true }), (sigma, q, z) => {
        const x = z * sigma;
        const without = normalDensity(x, 0, sigma);
        const ratio = ((1 - q) * without + q * normalDensity(x, 1, sigma)) / without;
        fc.pre(Number.isFinite(Math.log(ratio)));
        expect(lossAt(x, q, sigma)).toBeCloseTo(Math.log(ratio), 8);
      }),
    );
  });

  test('is undone by the output at a loss', () => {
    fc.assert(
      fc.property(sigmas, rates, fc.double({ min: -2, max: 100, noNaN: true }), (sigma, q, loss) => {
        const x = outputAt(loss, q, sigma);
        if (loss <= Math.log1p(-q)) expect(x).toBe(Number.NEGATIVE_INFINITY);
        else expect(lossAt(x, q, sigma)).toBeCloseTo(loss, 6);
      }),
    );
  });

  test('has a floor of ln(1 - q) and none without sampling', () => {
    expect(lossAt(-1e4, 0.25, 1)).toBeCloseTo(Math.log(0.75), 12);
    expect(lossAt(-100, 1, 1)).toBe(-100.5);
  });

  test('both branches meet', () => {
    const x = (y: number) => (2 * y + 1) / 2;
    expect(lossAt(x(30 + 1e-9), 0.1, 1) - lossAt(x(30 - 1e-9), 0.1, 1)).toBeCloseTo(2e-9, 12);
    expect(outputAt(30 + 1e-9, 0.1, 1) - outputAt(30 - 1e-9, 0.1, 1)).toBeCloseTo(2e-9, 11);
  });
});
