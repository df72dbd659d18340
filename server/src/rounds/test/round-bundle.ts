import { smallestCohort } from '@parlour/private-aggregation';
import type { Bundle } from '@parlour/wire';

/** As small as a bundle can be: fifty reports. */
export const roundBundle: Bundle = {
  format: 1,
  epoch: '2026-w47',
  audience: 'people',
  queries: [
    {
      id: 'popularity',
      version: 1,
      purpose: 'Counts how often each title was watched this week.',
      dimension: 96,
      scale: 1,
      clipShare: 1,
      sumNorm: 0.6,
    },
  ],
  clipNorm: 1,
  bits: 24,
  minimumReports: 50,
  cohortSize: smallestCohort(50, 0.1),
  adversarialRate: 0.1,
  dropoutRate: 0.1,
  noiseMultiplier: 3.8,
  participations: 1,
  expiry: Date.UTC(2126, 0, 1),
};
