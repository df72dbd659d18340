import { checkBundle, LIMITS, smallestCohort } from '@parlour/private-aggregation';
import { type Bundle, ParlourError } from '@parlour/wire';
import { type BundlePart, clipShares } from './bundle-part.ts';

export interface EpochBundleOptions {
  readonly epoch: string;
  /** Milliseconds since 1970. */
  readonly expiry: number;
  readonly minimumReports: number;
  /** Devices of a round; by default as few as leave enough reports. */
  readonly cohort?: number;
  /** Share of the cohort that is expected to leave. */
  readonly dropout: number;
  /** Of the squared clip norm, what the model's query has beside others. */
  readonly modelShare?: number;
  /** `simulation` is answered by made devices alone; `people` by default. */
  readonly audience?: Bundle['audience'];
}

/**
 * The bundle that asks all of an epoch's queries at once, with the fewest bits that leave the noise what it is promised to be: one
 * clip, one noise and one report, of which each query has its share (`clipShares`).
 * @throws ParlourError `bundle/cohort-too-small`, `aggregation/bundle-weakened`.
 */
export function epochBundle(
  parts: readonly BundlePart[],
  { epoch, expiry, minimumReports, cohort, dropout, modelShare, audience = 'people' }: EpochBundleOptions,
): Bundle {
  const least = smallestCohort(minimumReports, dropout);
  if (cohort !== undefined && cohort < least) throw tooSmall(cohort, least);
  const shares = clipShares(parts, modelShare);
  const queries = parts.map(({ query }, place) => query(shares[place]));
  const bundle = (bits: number): Bundle => ({
    format: 1,
    epoch,
    audience,
    queries,
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
