import { fusionId, fusionScale, fusionSumNorm } from '@parlour/private-aggregation/queries';
import type { BundlePart } from './bundle-part.ts';
import type { WrittenWeightings } from './weightings-file.ts';

/** Norm of the gains that one person can add; of longer ones the direction counts. */
const mostOfGains = 0.25;

/** Asks how well each way of mixing would have done for people. */
export const fusionPart = ({ name, weightings: { weightings } }: WrittenWeightings): BundlePart => ({
  family: 'fusion',
  query: (clipShare) => ({
    id: fusionId(name),
    version: 1,
    purpose: 'To learn how to mix lists for somebody of whom nothing is known yet.',
    dimension: weightings.length - 1,
    scale: fusionScale(mostOfGains, clipShare),
    clipShare,
    sumNorm: fusionSumNorm,
  }),
});
