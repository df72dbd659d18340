import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussianEpsilon } from '../accountant/gaussian-exact.ts';
import { LIMITS } from '../bundle/limits.ts';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { planEncoding } from './encoding-plan.ts';
import { shareVariance } from './integer-scale.ts';
import { integerNorm } from './noise-floor.ts';
import { smallBundle } from './test/small-bundle.ts';

const weakened = (field: string) =>
  expect.objectContaining({
    code: 'aggregation/bundle-weakened',
    message: expect.stringContaining(`(${field})`),
  });
const hash = new Uint8Array(32);

describe('the noise floor', () => {
  it('holds for what is left of the multiplier after rounding, whatever the bundle', () => {
    const bundles = fc
      .record({
        bits: fc.integer({ min: 8, max: 32 }),
        minimumReports: fc.integer({ min: 50, max: 9000 }),
        above: fc.double({ min: 1, max: 1.5, noNaN: true }),
        clipNorm: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        noiseMultiplier: fc.double({ min: LIMITS.minimumNoiseMultiplier, max: 40, noNaN: true }),
      })
      .map(({ above, ...bundle }) =>
        smallBundle({ ...bundle, cohortSize: Math.ceil(bundle.minimumReports * above) }),
      );
    let accepted = 0;
    fc.assert(
      fc.property(bundles, fc.integer({ min: 1, max: 2 ** 18 }), (bundle, dimension) => {
        let found: ReturnType<typeof integerNorm>;
        try {
          found = integerNorm(bundle, dimension);
        } catch (error) {
          expect(error).toEqual(weakened('bits'));
          return;
        }
        accepted += 1;
        const honest = (1 - bundle.adversarialRate) * bundle.minimumReports;
        const carried = Math.sqrt(honest * shareVariance(bundle)) * found.scale;
        expect(carried / found.normBound).toBeGreaterThanOrEqual(3.7304 * 0.99 * (1 - 1e-12));
      }),
      { numRuns: 400, seed: 4 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('costs no more than epsilon 1.012 where it is just met', () => {
    const least = LIMITS.minimumNoiseMultiplier * (1 - LIMITS.roundingLoss);
    expect(gaussianEpsilon(least, 1, 1e-5)).toBeLessThan(1.012);
  });

  it.each([
    ['noiseMultiplier', { noiseMultiplier: 3.73 }],
    ['noiseMultiplier', { noiseMultiplier: 0 }],
    ['noiseMultiplier', { noiseMultiplier: Number.NaN }],
    ['minimumReports', { minimumReports: 49 }],
    ['adversarialRate', { adversarialRate: 0 }],
    ['bits', { bits: 8 }],
  ])('is held again where reports are encoded: %s %j has no plan', async (field, change) => {
    await expect(planEncoding(nodeSuite, smallBundle(change), hash)).rejects.toThrow(weakened(field));
  });

  it('lets a coarse bundle make up with more noise', () => {
    expect(() => integerNorm(smallBundle({ bits: 13 }), 1800)).toThrow(weakened('bits'));
    expect(integerNorm(smallBundle({ bits: 13, noiseMultiplier: 8 }), 1800).scale).toBeGreaterThan(0);
  });
});
