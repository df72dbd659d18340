import { checkBundle, LIMITS } from '@parlour/private-aggregation';
import type { Bundle, Query } from '@parlour/wire';

/** Bits beyond the fewest that a device accepts: rounding then takes a thousandth of the noise multiplier, not a hundredth. */
const spareBits = 2;

/**
 * A bundle of one query for cohorts of which nobody leaves: what real devices hold it to is checked, but that it is a simulation.
 * @throws ParlourError `aggregation/bundle-weakened`.
 */
export function federatedBundle(query: Query, cohort: number, noiseMultiplier: number): Bundle {
  const bundle = (bits: number): Bundle => ({
    format: 1,
    epoch: 'simulation',
    audience: 'simulation',
    queries: [query],
    clipNorm: 1,
    bits,
    minimumReports: cohort,
    cohortSize: cohort,
    adversarialRate: LIMITS.minimumAdversarialRate,
    dropoutRate: 0,
    noiseMultiplier,
    participations: LIMITS.maximumParticipations,
    expiry: 0,
  });
  for (let bits = 12; bits + spareBits <= LIMITS.maximumBits; bits++)
    if (isSound(bundle(bits))) return bundle(bits + spareBits);
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
