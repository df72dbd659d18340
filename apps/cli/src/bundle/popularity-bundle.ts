import { checkBundle, LIMITS, smallestCohort } from '@parlour/private-aggregation';
import { popularityId, popularityScale } from '@parlour/private-aggregation/queries';
import { type Bundle, ParlourError } from '@parlour/wire';
import type { WrittenList } from './head-list.ts';

export interface PopularityBundleOptions {
  readonly epoch: string;
  /** Milliseconds since 1970. */
  readonly expiry: number;
  /** Titles that one person counts for, at least. */
  readonly perPerson: number;
  readonly minimumReports: number;
  /** Devices of a round; by default as few as leave enough reports. */
  readonly cohort?: number;
  /** Share of the cohort that is expected to leave. */
  readonly dropout: number;
  /** What the sum may be at most, as `Query.sumNorm`; by default as was measured (`popularitySumNorm`). */
  readonly sumNorm?: number;
}

/**
 * What people's answers add up to at most: the longer the list, the less alike they are. The most of 200 cohorts of 50 people of
 * MovieLens and MovieTweetings, with 1 to 64 titles a person, was 0.47 for the 64 best-known titles, 0.41 for 160, 0.35 for 512
 * and 0.27 for 2,048 (`popularity-calibration.test.ts`); a sixth and more is left for people who are more alike than those.
 */
export const popularitySumNorm = (titles: number): number => (titles < 512 ? 0.55 : 0.42);

/**
 * The bundle that asks how many people watched each title of a list, and nothing else, with the fewest bits that leave the noise
 * what it is promised to be.
 * @throws ParlourError `bundle/cohort-too-small`, `aggregation/bundle-weakened`.
 */
export function popularityBundle(
  { name, items }: WrittenList,
  { epoch, expiry, perPerson, minimumReports, cohort, dropout, ...given }: PopularityBundleOptions,
): Bundle {
  const least = smallestCohort(minimumReports, dropout);
  const sumNorm = given.sumNorm ?? popularitySumNorm(items.length);
  if (cohort !== undefined && cohort < least) throw tooSmall(cohort, least);
  const bundle = (bits: number): Bundle => ({
    format: 1,
    epoch,
    audience: 'people',
    queries: [
      {
        id: popularityId(name),
        version: 1,
        purpose: 'To learn which titles many people watch, so that newcomers get a good first list.',
        dimension: items.length,
        scale: popularityScale(perPerson, 1),
        clipShare: 1,
        sumNorm,
      },
    ],
    clipNorm: 1,
    bits,
    minimumReports,
    cohortSize: cohort ?? least,
    adversarialRate: 0.1,
    dropoutRate: dropout,
    noiseMultiplier: 3.8,
    participations: 1,
    expiry,
  });
  for (let bits = 12; bits < LIMITS.maximumBits; bits += 1) {
    const candidate = bundle(bits);
    if (isSound(candidate)) return candidate;
  }
  const last = bundle(LIMITS.maximumBits);
  checkBundle(last);
  return last;
}

function isSound(bundle: Bundle): boolean {
  try {
    checkBundle(bundle);
    return true;
  } catch {
    return false;
  }
}

const tooSmall = (cohort: number, least: number): ParlourError =>
  new ParlourError('bundle/cohort-too-small', {
    message: `A round of ${cohort} devices would too often end with too few reports.`,
    meaning: 'Nothing was published.',
    mend: `Give --cohort ${least} or more, or a smaller --minimum-reports.`,
  });
