import { describe, expect, it } from 'vitest';
import { gaussianEpsilon } from '../../accountant/gaussian-exact.ts';
import { LIMITS } from '../../bundle/limits.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import { finish, runLegs } from '../test/obedient-round.ts';
import { SeededRandom } from '../test/seeded-random.ts';
import { plainSum, testRound } from '../test/test-round.ts';

/**
 * The limits of what is promised, shown by attacks that succeed. THREATS.md states each in words.
 */
const MINIMUM = 50;
const BITS = 32;
const options = {
  seed: 1,
  devices: 60,
  dimension: 2000,
  bits: BITS,
  minimumReports: MINIMUM,
  adversarialRate: 0.1,
  dropoutRate: 0.1,
};
const CLIP = 1000;

/** Variance of one device's noise in squared integers: (z clip)^2 / ((1 - adversarialRate) minimumReports). */
const shareVariance = (LIMITS.minimumNoiseMultiplier * CLIP) ** 2 / ((1 - options.adversarialRate) * MINIMUM);

/** A report of a constant vector with the noise of one device; a sum of uniforms is near enough to a normal here. */
function noisedReport(random: SeededRandom, value: number): Uint32Array<ArrayBuffer> {
  const uniform = () => random.uint32() / 2 ** 32;
  return Uint32Array.from({ length: options.dimension }, () => {
    const normal = Array.from({ length: 12 }, uniform).reduce((sum, u) => sum + u, -6);
    return value + Math.round(normal * Math.sqrt(shareVariance));
  });
}

const signed = (word: number) => word | 0;

describe('an aggregator that fabricates most of a cohort', () => {
  it.each([1, 5, 20])(
    'takes away its own reports and is left with the sum of %i, and their noise alone',
    async (honest) => {
      const round = await testRound(suite, options);
      const random = new SeededRandom(7);
      for (const device of round.devices) {
        device.report.set(
          device.number < honest ? noisedReport(random, 3) : random.words(options.dimension, BITS),
        );
      }
      const released = await finish(round, await runLegs(round, 'unmasking'));
      if (released.phase !== 'released') {
        throw new Error(released.phase);
      }
      const own = plainSum(
        round.devices.slice(honest).map(({ report }) => report),
        round.setup,
      );
      const left = released.sum.map((word, i) => word - own[i]);
      expect(left).toEqual(
        plainSum(
          round.devices.slice(0, honest).map(({ report }) => report),
          round.setup,
        ),
      );

      const noise = Array.from(left, (word) => signed(word) - 3 * honest);
      const variance = noise.reduce((sum, x) => sum + x * x, 0) / noise.length;
      expect(variance / (honest * shareVariance)).toBeGreaterThan(0.85);
      expect(variance / (honest * shareVariance)).toBeLessThan(1.15);
    },
  );

  it('has epsilon grow from 1 to what one device’s own noise gives', () => {
    const left = (honest: number, minimum: number) =>
      LIMITS.minimumNoiseMultiplier * Math.sqrt(honest / ((1 - options.adversarialRate) * minimum));
    const epsilon = (honest: number, minimum: number) => gaussianEpsilon(left(honest, minimum), 1, 1e-5);
    expect(epsilon(900, 1000)).toBeLessThanOrEqual(1.0001);
    expect(epsilon(45, 50)).toBeLessThanOrEqual(1.0001);
    // From a cohort of 1,170 a tenth of which is the aggregator's and survives, with honest devices leaving down to 1,000 reports.
    expect(epsilon(1000 - 117, 1000)).toBeCloseTo(1.01, 2);
    expect(epsilon(500, 1000)).toBeCloseTo(1.4, 1);
    expect(epsilon(450, 1000)).toBeCloseTo(1.47, 1);
    expect(left(1, 1000)).toBeCloseTo(0.1243, 3);
    expect(epsilon(1, 1000)).toBeGreaterThan(60);
    expect(epsilon(1, 50)).toBeGreaterThan(8);
    expect(epsilon(1, 50)).toBeLessThan(epsilon(1, 1000));
  });
});

describe('a device that ignores the clip bound', () => {
  it('moves the sum as far as it likes, and nobody can tell which device it was', async () => {
    const round = await testRound(suite, options);
    for (const device of round.devices) {
      device.report.fill(1);
    }
    round.devices[9].report.fill(5_000_000);
    const released = await finish(round, await runLegs(round, 'unmasking'));
    expect(released.phase === 'released' && released.sum[0]).toBe(5_000_000 + options.devices - 1);
  });
});
