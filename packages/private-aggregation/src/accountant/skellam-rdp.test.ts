import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skellamRdp } from './skellam-rdp.ts';

/** P[Skellam of variance v = k] for |k| <= reach, by convolving two Poisson distributions of mean v/2. */
function skellam(variance: number, reach: number): (k: number) => number {
  const mean = variance / 2;
  const most = Math.ceil(mean + 12 * Math.sqrt(mean) + 30 + reach);
  const poisson = [Math.exp(-mean)];
  for (let i = 1; i <= most; i++) poisson.push(((poisson[i - 1] as number) * mean) / i);
  return (k) => {
    let sum = 0;
    for (let i = Math.max(0, k); i <= most + Math.min(0, k); i++)
      sum += (poisson[i] ?? 0) * (poisson[i - k] ?? 0);
    return sum;
  };
}

/** Rényi divergence of one coordinate moved by `shift`, from its definition. */
function definition(variance: number, shift: number, order: number): number {
  const reach = Math.ceil(9 * Math.sqrt(variance) + order * shift + 20);
  const mass = skellam(variance, reach);
  let sum = 0;
  for (let k = -reach; k <= reach; k++) {
    const [p, q] = [mass(k - shift), mass(k)];
    if (p > 1e-290 && q > 1e-290) sum += p * (p / q) ** (order - 1);
  }
  return Math.log(sum) / (order - 1);
}

describe('the Rényi bound of the Skellam mechanism', () => {
  test.each([
    [30, 1, 2],
    [30, 2, 3],
    [60, 3, 5],
    [100, 1, 8],
    [100, 5, 2],
  ])('variance %d, shift %d, order %d: above the definition, and near it', (variance, shift, order) => {
    // One coordinate that is never rounded up: clip x scale = shift - 1 and the always-valid bound adds 1.
    const round = { clip: 1, scale: shift - 1 || 1e-9, dimension: 1, beta: 0 };
    const noiseMultiplier = Math.sqrt(variance) / round.scale;
    const bound = skellamRdp({ ...round, noiseMultiplier }, order);
    const truth = definition(variance, shift, order);
    expect(bound).toBeGreaterThanOrEqual(truth);
    expect(bound).toBeLessThan(truth * 1.15);
  });

  const round = fc.record({
    clip: fc.double({ min: 0.1, max: 10, noNaN: true }),
    scale: fc.double({ min: 100, max: 1e5, noNaN: true }),
    dimension: fc.integer({ min: 1, max: 2 ** 18 }),
    beta: fc.constant(Math.exp(-0.5)),
    noiseMultiplier: fc.double({ min: 0.3, max: 20, noNaN: true }),
  });
  const orders = fc.integer({ min: 2, max: 256 });

  test('is above that of the Gaussian mechanism, and comes down to it as the scale grows', () => {
    fc.assert(
      fc.property(round, orders, (r, order) => {
        const gaussian = order / (2 * r.noiseMultiplier ** 2);
        expect(skellamRdp(r, order)).toBeGreaterThan(gaussian);
        expect(skellamRdp({ ...r, scale: 1e9 }, order) / gaussian).toBeCloseTo(1, 5);
      }),
    );
  });

  test('falls with noise and grows with the order and the dimension', () => {
    fc.assert(
      fc.property(round, orders, (r, order) => {
        const value = skellamRdp(r, order);
        expect(skellamRdp({ ...r, noiseMultiplier: r.noiseMultiplier * 1.1 }, order)).toBeLessThan(value);
        expect(skellamRdp(r, order + 1)).toBeGreaterThan(value);
        expect(skellamRdp({ ...r, dimension: r.dimension * 2 }, order)).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  test('knows no units: clip and scale trade places', () => {
    const r = { clip: 2, scale: 500, dimension: 1000, beta: 0.5, noiseMultiplier: 1 };
    expect(skellamRdp(r, 5)).toBeCloseTo(skellamRdp({ ...r, clip: 1, scale: 1000 }, 5), 12);
  });
});
