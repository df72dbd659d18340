import { describe, expect, test } from 'vitest';
import { gaussianEpsilon } from '../accountant/gaussian-exact.ts';
import { bundleExample } from '../bundle/test/bundle-example.ts';
import { planEncoding } from '../encoding/encoding-plan.ts';
import { smallBundle } from '../encoding/test/small-bundle.ts';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { ledgerOrders, shareOfBudget, wholeBudget } from './budget.ts';
import { planCost } from './plan-cost.ts';

const hash = new Uint8Array(32).fill(7);
const plan = await planEncoding(nodeSuite, bundleExample, hash);

describe('what a report costs by its plan', () => {
  test('eight reports to the default bundle, at its own scale and dimension, and not nine', () => {
    const share = shareOfBudget(planCost(plan));
    expect(8 * share).toBeLessThanOrEqual(wholeBudget);
    expect(9 * share).toBeGreaterThan(wholeBudget);
  });

  test('is never less than the Gaussian mechanism would cost at the noise and norm that are really used', () => {
    const { adversarialRate, minimumReports } = bundleExample;
    const carried = (1 - adversarialRate) * minimumReports * plan.noiseVariance;
    const { values } = planCost(plan).curve;
    ledgerOrders.forEach((order, i) => {
      expect(values[i]).toBeGreaterThanOrEqual(((order * plan.normBound ** 2) / (2 * carried)) * (1 - 1e-9));
    });
  });

  test('grows as integers get coarser, and falls with noise', async () => {
    const share = async (change: Parameters<typeof smallBundle>[0]) =>
      shareOfBudget(planCost(await planEncoding(nodeSuite, smallBundle(change), hash)));
    expect(await share({ bits: 16 })).toBeGreaterThan(await share({ bits: 20 }));
    expect(await share({ noiseMultiplier: 5 })).toBeLessThan(await share({}));
  });

  test('is epsilon 1.0 at delta 1e-5 but for what rounding takes', () => {
    const { noiseMultiplier, clipNorm } = bundleExample;
    const left = (noiseMultiplier * clipNorm * plan.scale) / plan.normBound;
    expect(gaussianEpsilon(left, 1, 1e-5)).toBeLessThan(1.004);
  });
});
