import { popularityId, popularityScale } from '@parlour/private-aggregation/queries';
import type { BundlePart } from './bundle-part.ts';
import type { WrittenList } from './head-list.ts';

export interface PopularityPartOptions {
  /** Titles that one person counts for, at least. */
  readonly perPerson: number;
  /** What the sum may be at most, as `Query.sumNorm`; by default as was measured (`popularitySumNorm`). */
  readonly sumNorm?: number;
}

/**
 * What people's answers add up to at most: the longer the list, the less alike they are. The most of 200 cohorts of 50 people of
 * MovieLens and MovieTweetings, with 1 to 64 titles a person, was 0.47 for the 64 best-known titles, 0.41 for 160, 0.35 for 512
 * and 0.27 for 2,048 (`popularity-calibration.test.ts`); a sixth and more is left for people who are more alike than those.
 */
export const popularitySumNorm = (titles: number): number => (titles < 512 ? 0.55 : 0.42);

/** Asks how many people watched each title of a list. */
export const popularityPart = (
  { name, items }: WrittenList,
  { perPerson, sumNorm = popularitySumNorm(items.length) }: PopularityPartOptions,
): BundlePart => ({
  family: 'popularity',
  query: (clipShare) => ({
    id: popularityId(name),
    version: 1,
    purpose: 'To learn which titles many people watch, so that newcomers get a good first list.',
    dimension: items.length,
    scale: popularityScale(perPerson, clipShare),
    clipShare,
    sumNorm,
  }),
});
