import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTruePositives, mostTruePositives, ratesOf } from './privacy-bound.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const exactly = (value: number) => ({ share: value, low: value, high: value });

describe('what epsilon and delta allow a test', () => {
  it('is no more than chance without any epsilon, and e to its power more at few false ones', () => {
    expect(mostTruePositives({ epsilon: 0, delta: 0 }, 0.3)).toBeCloseTo(0.3, 12);
    expect(mostTruePositives({ epsilon: Math.LN2, delta: 0.01 }, 0.1)).toBeCloseTo(0.21, 12);
    // Of many false ones, those that it misses are what is bounded.
    expect(mostTruePositives({ epsilon: Math.LN2, delta: 0 }, 0.8)).toBeCloseTo(0.9, 12);
  });

  it('is the same the other way round: a test that says the opposite is bounded alike', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4, noNaN: true }), share, (epsilon, falsePositives) => {
        const promised = { epsilon, delta: 1e-5 };
        const most = mostTruePositives(promised, falsePositives);
        expect(most).toBeGreaterThanOrEqual(falsePositives - 1e-12);
        // Its misses are the other's false positives.
        if (most < 1)
          expect(mostTruePositives(promised, 1 - most)).toBeGreaterThanOrEqual(1 - falsePositives - 1e-9);
      }),
    );
  });

  it('is below what the best test reaches in Gaussian noise: two normal distributions of one deviation apart', () => {
    // Phi(Phi^-1(0.1) + 1 / sigma) for sigma 1 and 3.7304.
    expect(bestTruePositives(1, 0.1)).toBeCloseTo(0.3891, 2);
    expect(bestTruePositives(3.7304, 0.1)).toBeCloseTo(0.1552, 2);
  });
});

describe('the rates of an attack', () => {
  it('refute a promise where surely more was spent', () => {
    const promised = { epsilon: 1, delta: 0 };
    const refuted = ratesOf(promised, exactly(0.1), exactly(0.5));
    expect(refuted.isUnderBound).toBe(false);
    expect(refuted.epsilonAtLeast).toBeCloseTo(Math.log(5), 9);
    const kept = ratesOf(promised, exactly(0.1), exactly(0.2));
    expect(kept).toMatchObject({ isUnderBound: true, bound: mostTruePositives(promised, 0.1) });
    expect(kept.epsilonAtLeast).toBeCloseTo(Math.log(2), 9);
  });
});
