import { describe, expect, test } from 'vitest';
import { readVectors } from '../test-support/vectors.ts';
import { epsilonOf } from './epsilon-of.ts';

const absent = 'the trusted tables are not beside this repository';
const within = (part: number, value: number, truth: number) => Math.abs(value / truth - 1) <= part;

/** Names of the rows of which something does not hold: none, we hope. */
const failing = <Row extends { name: string }>(rows: readonly Row[], holds: (row: Row) => boolean) =>
  rows.filter((row) => !holds(row)).map(({ name }) => name);

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

  test('Rényi: far within 0.1 %, by the same order', ({ skip }) => {
    skip(all.length === 0, absent);
    const off = failing(all, ({ request, rdp, order }) => {
      const ours = epsilonOf({ ...request, accountant: 'rdp' });
      return within(1e-6, ours.epsilon, rdp) && ours.method === 'rdp' && ours.order === order;
    });
    expect(off).toEqual([]);
  });

  test('exact: far within 1e-4, and chosen by itself', ({ skip }) => {
    skip(all.length === 0, absent);
    const rows = continuous.filter(({ exact }) => exact > 0);
    expect(rows.length).toBeGreaterThan(0);
    const off = failing(rows, ({ request, exact }) => {
      const ours = epsilonOf(request);
      return Math.abs(ours.epsilon - exact) < 1e-6 && ours.method === 'exact' && ours.order === null;
    });
    expect(off).toEqual([]);
  });

  test('loss distributions: between its bounds, and within 1 % of the exact value', ({ skip }) => {
    skip(all.length === 0, absent);
    // Its upper bound is on a fixed grid of 1e-4 and up to 8 % above the truth where losses are smaller than that: ours, on a
    // finer grid, is below it there, and never more than 0.3 % above it anywhere.
    const off = failing(continuous, ({ request, upper, lower, exact }) => {
      const { epsilon, method } = epsilonOf({ ...request, accountant: 'pld' });
      const between = epsilon >= lower && epsilon <= upper * 1.003;
      const near = epsilon >= upper * (upper < 0.2 ? 0.92 : 0.99);
      const sound = !(exact > 0) || (epsilon >= exact * (1 - 1e-9) && epsilon <= exact * 1.01);
      return method === 'pld' && between && near && sound;
    });
    expect(off).toEqual([]);
  }, 300_000);
});

describe('against the trusted accountant: Skellam', () => {
  const all = readVectors('epsilon-skellam.csv').map((row) => ({
    name: Object.values(row).join(' '),
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
    skellam: row.mechanism === 'skellam',
    epsilon: Number(row.eps),
    order: Number(row.order),
  }));
  const rows = all.filter((row) => row.skellam);

  test('without sampling far within 0.1 %, with it never above', ({ skip }) => {
    skip(all.length === 0, absent);
    const off = failing(rows, ({ request, epsilon, order }) => {
      const ours = epsilonOf(request);
      const near = within(1e-9, ours.epsilon, epsilon) && ours.method === 'rdp' && ours.order === order;
      return near && (request.samplingRate === 1 || ours.epsilon <= epsilon * (1 + 1e-12));
    });
    expect(off).toEqual([]);
  });

  test("the table's other mechanism, the distributed discrete Gaussian, costs the same to four digits", ({
    skip,
  }) => {
    skip(all.length === 0, absent);
    expect(failing(all, ({ request, epsilon }) => within(1e-4, epsilonOf(request).epsilon, epsilon))).toEqual(
      [],
    );
  });

  test('orders that are not whole ones promise nothing more', ({ skip }) => {
    skip(all.length === 0, absent);
    const rdpOrders = [
      1.1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 7.5, 8, 9, 10, 11, 12, 15, 18, 19, 20, 25, 30, 63, 128,
    ];
    const off = failing(
      rows,
      ({ request, epsilon }) => epsilonOf({ ...request, rdpOrders }).epsilon >= epsilon * (1 - 1e-9),
    );
    expect(off).toEqual([]);
  });
});
