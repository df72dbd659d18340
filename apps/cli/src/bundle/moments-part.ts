import { momentDimension, momentRank } from '@parlour/model/moments';
import { momentsId } from '@parlour/private-aggregation/queries';
import { type BundlePart, modelFamily } from './bundle-part.ts';
import type { WrittenBasis } from './moment-basis.ts';

export interface MomentsPartOptions {
  /** What the sum may be at most, as `Query.sumNorm`; by default as was measured (`momentsSumNorm`). */
  readonly sumNorm?: number;
}

/**
 * What people's moments add up to at most: the better the basis knows what is popular, the less alike people are over it. The most
 * of 60 cohorts of 50 people, drawn, of MovieLens and of MovieTweetings, with all, the last five or the last one of their watches,
 * was 0.29, 0.25, 0.24 and 0.21 over 16:32, 40:56, 64:64 and 256:64 with their own popularity, and 0.47, 0.38, 0.34 and 0.27 with
 * an even one, which is the worst that a basis can be wrong by (`moments-calibration.test.ts` draws people anew). A fifth and more is left
 * for people who are more alike than those. Noise and rounding come on top, by `largestSumNorm`.
 */
export const momentsSumNorm = (popularity: WrittenBasis['popularity']): number =>
  popularity === 'people' ? 0.36 : 0.59;

/** Asks how titles go together, over a basis. */
export const momentsPart = (
  { name, design, popularity }: WrittenBasis,
  { sumNorm = momentsSumNorm(popularity) }: MomentsPartOptions = {},
): BundlePart => ({
  family: modelFamily,
  query: (clipShare) => ({
    id: momentsId(name),
    version: 1,
    purpose: 'To learn which titles go together, so that everybody gets better lists.',
    dimension: momentDimension(momentRank(design)),
    // A moment has norm 1: all of what the clip lets through.
    scale: clipShare,
    clipShare,
    sumNorm,
  }),
});
