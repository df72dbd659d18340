import { describe, expect, test } from 'vitest';
import { readVectors } from '../test-support/vectors.ts';
import { epsilonOf } from './epsilon-of.ts';

const deviation = (value: number, truth: number) => Math.abs(value / truth - 1);

/** Every row of a trusted accountant's tables, beside the repository; more rows are kept from us. */
describe('against the trusted accountant: Gaussian', () => {
  const all = readVectors('epsilon-gaussian.csv').map((row) => ({
    name: `${row.mechanism} sigma ${row.sigma}, rate ${row.q}, ${row.T} rounds, delta ${row.delta}`,
    request: {
      mechanism: 'gaussian' as const,
      noiseMultiplier: Number(row.sigma),
      samplingRate: Number(row.q),
      rounds: Number(row.T),
      delta: Number(row.delta),
    },
    continuous: row.mechanism === 'gaussian',
    rdp: Number(row.eps_rdp),
    order: Number(row.rdp_optimal_order),
    upper: Number(row.eps_pld_upper),
    lower: Number(row.eps_pld_lower),
    exact: Number(row.eps_exact_analytic),
  }));
  // The discrete Gaussian's Rényi curve is the continuous one's; its losses are not.
  const continuous = all.filter((row) => row.continuous);

  test.skipIf(all.length === 0)('Rényi: within 0.1 %, by the same order', () => {
    for (const { name, request, rdp, order } of all) {
      const ours = epsilonOf({ ...request, accountant: 'rdp' });
      expect(deviation(ours.epsilon, rdp), name).toBeLessThan(1e-6);
      expect(ours, name).toMatchObject({ method: 'rdp', order });
    }
  });

  test.skipIf(all.length === 0)('exact: within 1e-4, and chosen by itself', () => {
    const rows = continuous.filter(({ exact }) => exact > 0);
    expect(rows.length).toBeGreaterThan(0);
    for (const { name, request, exact } of rows) {
      const ours = epsilonOf(request);
      expect(Math.abs(ours.epsilon - exact), name).toBeLessThan(1e-7 * Math.max(1, exact));
      expect(ours, name).toMatchObject({ method: 'exact', order: null });
    }
  });

  test.skipIf(all.length === 0)(
    'loss distributions: between its bounds, and within 1 % of the exact value',
    () => {
      // Its upper bound is on a fixed grid of 1e-4 and up to 8 % above the truth where losses are smaller than that: ours, on a
      // finer grid, is below it there, and never more than 0.3 % above it anywhere.
      for (const { name, request, upper, lower, exact } of continuous) {
        const { epsilon, method } = epsilonOf({ ...request, accountant: 'pld' });
        expect(method).toBe('pld');
        expect(epsilon, name).toBeGreaterThanOrEqual(lower);
        expect(epsilon, name).toBeLessThanOrEqual(upper * 1.003);
        expect(epsilon, name).toBeGreaterThanOrEqual(upper * (upper < 0.2 ? 0.92 : 0.99));
        if (exact > 0) {
          expect(epsilon, name).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
          expect(epsilon, name).toBeLessThanOrEqual(exact * 1.01);
        }
      }
    },
  );
});

describe('against the trusted accountant: Skellam', () => {
  const rows = readVectors('epsilon-skellam.csv').map((row) => ({
    name: Object.values(row).join(' '),
    skellam: row.mechanism === 'skellam',
    request: {
      mechanism: 'skellam' as const,
      noiseMultiplier: Number(row.central_noise_multiplier),
      clip: Number(row.l2_clip),
      beta: Number(row.beta),
      dimension: Number(row.dim),
      scale: Number(row['scale(1/gamma)']),
      samplingRate: Number(row.q),
      rounds: Number(row.T),
      delta: Number(row.delta),
    },
    epsilon: Number(row.eps),
    order: Number(row.order),
  }));

  test.skipIf(rows.length === 0)('without sampling within 0.1 %, with it never above', () => {
    for (const { name, skellam, request, epsilon, order } of rows) {
      const ours = epsilonOf(request);
      expect(ours, name).toMatchObject({ method: 'rdp', order });
      // The distributed discrete Gaussian, its table's other mechanism, is told apart from ours in the fifth digit only.
      expect(deviation(ours.epsilon, epsilon), name).toBeLessThan(skellam ? 1e-9 : 1e-4);
      if (skellam && request.samplingRate < 1) {
        expect(ours.epsilon, name).toBeLessThanOrEqual(epsilon * (1 + 1e-12));
      }
    }
  });

  test.skipIf(rows.length === 0)(
    "the Gaussian mechanism's orders, fractional ones too, change nothing",
    () => {
      for (const { name, skellam, request, epsilon } of rows) {
        if (!skellam) continue;
        const rdpOrders = [
          1.1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 7.5, 8, 9, 10, 11, 12, 15, 18, 19, 20, 25, 30, 63, 128,
        ];
        expect(epsilonOf({ ...request, rdpOrders }).epsilon, name).toBeGreaterThanOrEqual(
          epsilon * (1 - 1e-9),
        );
      }
    },
  );
});
