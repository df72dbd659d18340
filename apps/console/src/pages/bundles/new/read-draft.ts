import { checkBundle, LIMITS, smallestCohort, totalDimension } from '@parlour/private-aggregation/bundle';
import { Bundle, ParlourError, Query } from '@parlour/wire';
import { count } from '@parlour/interface';
import * as v from 'valibot';
import type { BundleDraft, QueryDraft } from './bundle-draft.ts';

/** What is not right yet, by field: `minimumReports`, `<key of a query>/purpose`; `whole` where it is no single field. */
export type Problems = Readonly<Record<string, string>>;

export interface ReadDraft {
  /** None while something is not right. */
  readonly bundle: Bundle | undefined;
  readonly problems: Problems;
}

const bounds = {
  bits: [LIMITS.minimumBits, LIMITS.maximumBits],
  minimumReports: [LIMITS.minimumReports, LIMITS.maximumCohort],
  cohortSize: [LIMITS.minimumReports, LIMITS.maximumCohort],
  adversarialRate: [LIMITS.minimumAdversarialRate, LIMITS.maximumAdversarialRate],
  dropoutRate: [0, LIMITS.maximumDropoutRate],
  noiseMultiplier: [LIMITS.minimumNoiseMultiplier, 1e6],
  participations: [1, LIMITS.maximumParticipations],
} as const;

/** Fewest devices that a round must begin with; undefined while what it follows from is not right. */
export function leastCohort({ minimumReports, dropoutRate }: BundleDraft): number | undefined {
  const reports = Number(minimumReports);
  const rate = Number(dropoutRate);
  const isRight = reports >= LIMITS.minimumReports && reports <= LIMITS.maximumCohort && rate >= 0;
  return isRight && rate <= LIMITS.maximumDropoutRate ? smallestCohort(reports, rate) : undefined;
}

/**
 * Reads what stands in the fields, and holds it to what every device holds a bundle to: the same compiled-in limits.
 * @param now Unix milliseconds.
 */
export function readDraft(draft: BundleDraft, now: number): ReadDraft {
  const problems: Record<string, string> = {};
  const queries = draft.queries.map((query) => readQuery(query, problems));
  for (const [field, [low, high]] of Object.entries(bounds)) {
    const value = readNumber(draft[field as keyof typeof bounds]);
    if (!(value >= low && value <= high)) problems[field] = `From ${count(low)} to ${count(high)}.`;
  }
  if (!(readNumber(draft.clipNorm) > 0)) problems.clipNorm = 'More than nothing.';
  const least = leastCohort(draft);
  if (least !== undefined && readNumber(draft.cohortSize) < least)
    problems.cohortSize = `At least ${count(least)}, so that enough are left when some leave.`;
  const expiry = new Date(draft.expiry).getTime();
  if (!(expiry > now)) problems.expiry = 'A moment that is still to come.';
  if (Object.keys(problems).length > 0) return { bundle: undefined, problems };
  return whole({
    format: 1,
    epoch: draft.epoch,
    audience: draft.audience,
    queries,
    clipNorm: Number(draft.clipNorm),
    bits: Number(draft.bits),
    minimumReports: Number(draft.minimumReports),
    cohortSize: Number(draft.cohortSize),
    adversarialRate: Number(draft.adversarialRate),
    dropoutRate: Number(draft.dropoutRate),
    noiseMultiplier: Number(draft.noiseMultiplier),
    participations: Number(draft.participations),
    expiry,
  });
}

/** What no single field shows. */
function whole(asked: unknown): ReadDraft {
  const parsed = v.safeParse(Bundle, asked);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]) ?? 'A field';
    return problem(`${field} is not in the form that it should have.`);
  }
  const bundle = parsed.output;
  if (new Set(bundle.queries.map(({ id }) => id)).size < bundle.queries.length)
    return problem('Two queries have the same name.');
  if (totalDimension(bundle) > LIMITS.maximumDimension)
    return problem(`All queries together have more than ${count(LIMITS.maximumDimension)} numbers.`);
  try {
    checkBundle(bundle);
  } catch (error) {
    if (!(error instanceof ParlourError)) throw error;
    return problem(`${error.message} With so many reports and so much noise, words need more bits.`);
  }
  return { bundle, problems: {} };
}

const problem = (words: string): ReadDraft => ({ bundle: undefined, problems: { whole: words } });

function readQuery(draft: QueryDraft, problems: Record<string, string>): Query {
  const { key, id, purpose } = draft;
  const complain = (field: keyof Query, isRight: boolean, words: string): void => {
    if (!isRight) problems[`${key}/${field}`] = words;
  };
  const query = {
    id: id.trim(),
    purpose: purpose.trim(),
    version: readNumber(draft.version),
    dimension: readNumber(draft.dimension),
    scale: readNumber(draft.scale),
    clipShare: readNumber(draft.clipShare),
    sumNorm: readNumber(draft.sumNorm),
  };
  const { entries } = Query;
  complain('id', v.is(entries.id, query.id), 'Small letters, digits, - and /, e.g. model/encoder.');
  complain('purpose', v.is(entries.purpose, query.purpose), 'From 10 to 500 characters, for people to read.');
  complain('version', v.is(entries.version, query.version), 'A whole number from 1.');
  complain(
    'dimension',
    v.is(entries.dimension, query.dimension) && query.dimension <= LIMITS.maximumDimension,
    `A whole number from 1 to ${count(LIMITS.maximumDimension)}.`,
  );
  complain('scale', v.is(entries.scale, query.scale), 'More than nothing.');
  complain('clipShare', v.is(entries.clipShare, query.clipShare), 'More than 0, at most 1.');
  complain(
    'sumNorm',
    query.sumNorm > 0 && query.sumNorm <= LIMITS.maximumSumNorm,
    `More than 0, at most ${LIMITS.maximumSumNorm}.`,
  );
  return query;
}

/** An empty field is no zero. */
const readNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
