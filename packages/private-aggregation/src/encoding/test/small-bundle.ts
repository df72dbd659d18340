import type { EncodingBundle } from '../integer-scale.ts';

/** A bundle of two queries, for the fewest people there can be. */
export const smallBundle = (change: Partial<EncodingBundle> = {}): EncodingBundle => ({
  queries: [
    {
      id: 'model',
      version: 1,
      purpose: 'To learn what goes with what.',
      dimension: 1500,
      scale: 1,
      clipShare: 0.9,
      sumNorm: 0.3,
    },
    {
      id: 'popularity',
      version: 1,
      purpose: 'To learn what many watch.',
      dimension: 300,
      scale: 0.1,
      clipShare: 0.4,
      sumNorm: 0.5,
    },
  ],
  clipNorm: 1,
  bits: 20,
  minimumReports: 50,
  cohortSize: 80,
  adversarialRate: 0.1,
  noiseMultiplier: 3.7304,
  ...change,
});
