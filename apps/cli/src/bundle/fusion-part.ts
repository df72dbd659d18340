import { fusionId, fusionScale } from '@parlour/private-aggregation/queries';
import type { BundlePart } from './bundle-part.ts';
import type { WrittenWeightings } from './weightings-file.ts';

/** Norm of the gains that one person can add: half of all histories lie below it, and a larger one would be drowned in noise. */
export const mostGain = 0.5;

/**
 * What people's answers add up to at most, as `Query.sumNorm`. Of 300 cohorts of 50 people of MovieTweetings and of MovieLens, over the 35
 * mixtures of four strategies, it was 0.49 at the most (bench/RESULTS.md); this is as much as a device accepts.
 */
const sumNorm = 0.6;

/** Asks how well each way of mixing would have done for people. */
export const fusionPart = ({ name, weightings: { weightings } }: WrittenWeightings): BundlePart => ({
  family: 'fusion',
  query: (clipShare) => ({
    id: fusionId(name),
    version: 1,
    purpose: 'To learn how to mix lists for somebody of whom nothing is known yet.',
    dimension: weightings.length - 1,
    scale: fusionScale(mostGain, clipShare),
    clipShare,
    sumNorm,
  }),
});
