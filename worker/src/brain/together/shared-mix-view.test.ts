import { startingWeights } from '@parlour/recommend';
import { expect, it } from 'vitest';
import type { StartingMixture } from '../starting-mixture.ts';
import { sharedMixView } from './shared-mix-view.ts';

const key = 'ab'.repeat(32);
const start: StartingMixture = {
  weights: startingWeights,
  source: 'people',
  shared: {
    key,
    origin: {
      weightings: 'ab'.repeat(16),
      parents: [],
      bundles: ['cd'.repeat(32)],
      cohorts: ['2026-w49', '2026-w47'].map((epoch) => ({ round: 'ef'.repeat(32), epoch, reports: 500 })),
      reports: 1000,
      noise: 0.006,
      epsilon: { one: 1, delta: 1e-5 },
      gain: 0.02,
      gainSe: 0.004,
    },
  },
};

it('tells of what people shared, unless it is signed by another than the aggregator that this device knows', () => {
  const told = { reports: 1000, rounds: 2, from: '2026-w47', to: '2026-w49', epsilon: 1, gain: 0.02 };
  expect(sharedMixView(start, true, key)).toMatchObject({ ...told, isUsed: true });
  expect(sharedMixView(start, false, null)).toMatchObject({ ...told, isUsed: false });
  expect(sharedMixView(start, true, '00'.repeat(32))).toBeUndefined();
  expect(sharedMixView({ weights: startingWeights, source: 'parlour' }, true, key)).toBeUndefined();
});
