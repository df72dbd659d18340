import { LIMITS, smallestCohort } from '@parlour/private-aggregation/bundle';
import type { TokenEpoch } from '@parlour/wire';

/** A query as it is being written: what stands in the fields. */
export interface QueryDraft {
  /** Tells rows of the form apart. */
  readonly key: string;
  readonly id: string;
  readonly version: string;
  readonly purpose: string;
  readonly dimension: string;
  readonly scale: string;
  readonly clipShare: string;
  readonly sumNorm: string;
}

/** A bundle as it is being written. */
export interface BundleDraft {
  readonly epoch: string;
  readonly audience: 'people' | 'simulation';
  readonly queries: readonly QueryDraft[];
  readonly clipNorm: string;
  readonly bits: string;
  readonly minimumReports: string;
  readonly cohortSize: string;
  readonly adversarialRate: string;
  readonly dropoutRate: string;
  readonly noiseMultiplier: string;
  readonly participations: string;
  /** As a field of a local date and time has it. */
  readonly expiry: string;
}

export const newQuery = (): QueryDraft => ({
  key: crypto.randomUUID(),
  id: '',
  version: '1',
  purpose: '',
  dimension: '',
  scale: '1',
  clipShare: '1',
  sumNorm: '',
});

/** A thousand reports, a tenth of the devices leaving, a little more noise than the floor. */
export function newBundle(epoch: TokenEpoch): BundleDraft {
  return {
    epoch: epoch.id,
    audience: 'people',
    queries: [newQuery()],
    clipNorm: '1',
    bits: '20',
    minimumReports: '1000',
    cohortSize: String(smallestCohort(1000, 0.1)),
    adversarialRate: String(LIMITS.minimumAdversarialRate),
    dropoutRate: '0.1',
    noiseMultiplier: '3.8',
    participations: '1',
    expiry: localMoment(epoch.validUntil),
  };
}

/** Unix milliseconds as a field of a local date and time wants them: `2026-11-30T18:00`. */
export function localMoment(at: number): string {
  const moment = new Date(at);
  moment.setMinutes(moment.getMinutes() - moment.getTimezoneOffset());
  return moment.toISOString().slice(0, 16);
}
