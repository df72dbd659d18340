import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LossDistribution, logMoments } from './loss-distribution.ts';
import { tiltedPower } from './tilted-power.ts';

/** The convolution by its definition: probability of each sum, by index. */
function convolve(loss: LossDistribution, rounds: number): Map<number, number> {
  let sums = new Map([[0, 1]]);
  for (let round = 0; round < rounds; round++) {
    const next = new Map<number, number>();
    for (const [sum, p] of sums) {
      loss.mass.forEach((m, i) => {
        const k = sum + loss.first + i;
        next.set(k, (next.get(k) ?? 0) + p * m);
      });
    }
    sums = next;
  }
  return sums;
}

const losses = fc
  .record({
    step: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    first: fc.integer({ min: -20, max: 5 }),
    weights: fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 }),
  })
  .map(({ step, first, weights }): LossDistribution => {
    const total = weights.reduce((a, b) => a + b, 0);
    return { step, first, mass: Float64Array.from(weights, (w) => w / total), infinite: 0 };
  });

describe('the tilted power', () => {
  test('is the convolution, tilted and folded, from above and to ten digits', () => {
    fc.assert(
      fc.property(
        losses,
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: -2, max: 8, noNaN: true }),
        (loss, rounds, tilt) => {
          const size = 32;
          const logMoment = logMoments(loss)(tilt);
          const truth = new Float64Array(size);
          for (const [k, p] of convolve(loss, rounds)) {
            const at = ((k % size) + size) % size;
            truth[at] = (truth[at] as number) + p * Math.exp(tilt * k * loss.step - rounds * logMoment);
          }
          const power = tiltedPower(loss, rounds, tilt, logMoment, size);
          power.forEach((value, k) => {
            expect(value).toBeGreaterThanOrEqual((truth[k] as number) * (1 - 1e-12));
            expect(value).toBeCloseTo(truth[k] as number, 10);
          });
        },
      ),
    );
  });

  test('is still a distribution after ten thousand rounds', () => {
    const loss = { step: 0.01, first: -1, mass: Float64Array.of(0.4, 0.3, 0.3), infinite: 0 };
    const power = tiltedPower(loss, 10_000, 0, 0, 4096);
    expect(power.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  });
});

test('logarithmic moments: 0 at 0, the mean as slope, and no overflow', () => {
  const loss = { step: 0.5, first: -1, mass: Float64Array.of(0.25, 0.25, 0.5), infinite: 0 };
  const moments = logMoments(loss);
  expect(moments(0)).toBeCloseTo(0, 15);
  expect((moments(1e-6) - moments(-1e-6)) / 2e-6).toBeCloseTo(0.125, 9);
  expect(moments(1e5)).toBeCloseTo(0.5e5 + Math.log(0.5), 6);
});
