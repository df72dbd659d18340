import type { Bundle } from '@parlour/wire';

/** A bundle as an aggregator of a household's friends could publish it. */
export const bundleExample: Bundle = {
  format: 1,
  epoch: '2026-w47',
  audience: 'people',
  queries: [
    {
      id: 'model/encoder',
      version: 1,
      purpose: 'Makes the shared taste model better for everybody.',
      dimension: 183_000,
      scale: 1,
      clipShare: 0.9,
      sumNorm: 0.2,
    },
    {
      id: 'popularity',
      version: 2,
      purpose: 'Counts how often each title was watched this week.',
      dimension: 4096,
      scale: 0.1,
      clipShare: 0.4,
      sumNorm: 0.4,
    },
  ],
  clipNorm: 1,
  bits: 20,
  minimumReports: 1000,
  cohortSize: 1200,
  adversarialRate: 0.1,
  dropoutRate: 0.1,
  noiseMultiplier: 3.7304,
  participations: 1,
  expiry: Date.UTC(2026, 10, 30),
};
