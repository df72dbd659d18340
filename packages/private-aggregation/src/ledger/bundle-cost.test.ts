import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleExample } from '../bundle/test/bundle-example.ts';
import { planEncoding } from '../encoding/encoding-plan.ts';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { shareOfBudget, wholeBudget } from './budget.ts';
import { bundleCost } from './bundle-cost.ts';
import { planCost } from './plan-cost.ts';

describe('what answering a bundle costs', () => {
  test('is epsilon 1.0 at delta 1e-5 for the default bundle but for rounding and the accountant', () => {
    const { together } = bundleCost(bundleExample, 1e-5);
    expect(together.one).toBeGreaterThan(1);
    expect(together.one).toBeLessThan(1.2);
    expect(together.all).toBe(together.one);
  });

  test('takes the share of the lifetime that the ledger takes', async () => {
    const plan = await planEncoding(nodeSuite, bundleExample, new Uint8Array(32));
    expect(bundleCost(bundleExample, 1e-5).lifetimeShare).toBe(shareOfBudget(planCost(plan)) / wholeBudget);
  });

  test('falls with the part of the clip, and grows with participations and as delta falls', () => {
    // In thousandths: shares closer than the accountant's own rounding say nothing of the order.
    const share = fc.integer({ min: 50, max: 1000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(share, share, fc.integer({ min: 2, max: 8 }), (a, b, participations) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        const [one, other] = bundleExample.queries;
        const bundle = {
          ...bundleExample,
          participations,
          queries: [
            { ...one, clipShare: small },
            { ...other, clipShare: large },
          ],
        };
        const { together, queries } = bundleCost(bundle, 1e-5);
        expect(queries[0].one).toBeLessThanOrEqual(queries[1].one);
        expect(queries[1].one).toBeLessThanOrEqual(together.one);
        expect(together.all).toBeGreaterThan(together.one);
        expect(bundleCost(bundle, 1e-6).together.one).toBeGreaterThan(together.one);
      }),
      { numRuns: 20 },
    );
  });

  test('is not told of what devices would refuse', () => {
    expect(() => bundleCost({ ...bundleExample, minimumReports: 49 }, 1e-5)).toThrow(/\S/);
  });
});
