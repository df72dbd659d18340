import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epsilonOf } from './epsilon-of.ts';
import { noiseMultiplierFor } from './noise-multiplier-for.ts';

const skellam = {
  mechanism: 'skellam',
  clip: 1,
  beta: Math.exp(-0.5),
  dimension: 2 ** 18,
  scale: 16_384,
  delta: 1e-6,
} as const;

describe('the noise for a wanted epsilon', () => {
  test('epsilon 1.0 at delta 1e-5 needs the default noise', () => {
    expect(noiseMultiplierFor(1, { mechanism: 'gaussian', delta: 1e-5 })).toBeCloseTo(3.7306, 3);
  });

  test('is enough, and no less would be', () => {
    const wanted = fc.double({ min: 0.05, max: 30, noNaN: true });
    fc.assert(
      fc.property(wanted, fc.integer({ min: 1, max: 50 }), fc.boolean(), (epsilon, rounds, discrete) => {
        const request = discrete
          ? { ...skellam, rounds }
          : { mechanism: 'gaussian' as const, delta: 1e-6, rounds };
        const noiseMultiplier = noiseMultiplierFor(epsilon, request);
        expect(epsilonOf({ ...request, noiseMultiplier }).epsilon).toBeLessThanOrEqual(epsilon);
        const less = noiseMultiplier * (1 - 2e-6);
        expect(epsilonOf({ ...request, noiseMultiplier: less }).epsilon).toBeGreaterThan(epsilon);
      }),
      { numRuns: 50 },
    );
  });

  test('with sampling, by loss distributions', () => {
    const request = { mechanism: 'gaussian', delta: 1e-5, samplingRate: 0.1, rounds: 20 } as const;
    const noiseMultiplier = noiseMultiplierFor(1, request);
    expect(epsilonOf({ ...request, noiseMultiplier }).epsilon).toBeLessThanOrEqual(1);
    expect(epsilonOf({ ...request, noiseMultiplier: noiseMultiplier * 0.99 }).epsilon).toBeGreaterThan(1);
  });

  test('is the smallest there is where little is wanted', () => {
    expect(noiseMultiplierFor(1e5, { mechanism: 'gaussian', delta: 0.1 })).toBe(0.05);
  });

  test('says so where no noise is enough', () => {
    const hopeless = () => noiseMultiplierFor(1e-9, { mechanism: 'gaussian', delta: 1e-12, rounds: 1e9 });
    expect(hopeless).toThrow(expect.objectContaining({ code: 'accountant/unsupported' }));
    expect(() => noiseMultiplierFor(0, { mechanism: 'gaussian', delta: 1e-6 })).toThrow(
      expect.objectContaining({ code: 'accountant/bad-input' }),
    );
  });
});
