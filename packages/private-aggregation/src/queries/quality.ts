import { HEAD_LIST_DIGITS, type Query } from '@parlour/wire';
import { arms } from './experiment-arm.ts';
import type { AskedQuery, OwnQuality, QueryAnswer, QueryKind, QueryMaterial } from './query-kind.ts';

const family = 'quality';
const name = new RegExp(`^${family}/([0-9a-f]{${HEAD_LIST_DIGITS}})$`);

/** What is measured of a model, in the order of a slot behind the one that counts the person; each 0..1 a person. */
export const qualityMeasures = [
  'hits',
  'clicks',
  'completions',
] as const satisfies readonly (keyof OwnQuality)[];

const slot = 1 + qualityMeasures.length;
/** Numbers of the query: a slot an arm. */
export const qualityDimension = arms.length * slot;

/** The query for an experiment. @param experiment the first 32 hex digits of the candidate model's SHA-256. */
export const qualityId = (experiment: string): string => `${family}/${experiment}`;

/** The experiment that a query of this kind names: 32 hex digits; undefined of any other query. */
export const qualityExperiment = ({ id, version }: Pick<Query, 'id' | 'version'>): string | undefined =>
  version === 1 ? name.exec(id)?.[1] : undefined;

/** What lets a slot of ones through a clip of `norm`, and no rounding takes anything away. */
export const qualityScale = (norm: number): number => (norm / Math.sqrt(slot)) * (1 - 2 ** -40);

/** Deviations of how many people fall into an arm that `qualityReach` allows for: more happens once in three million rounds. */
const farOff = 5;

/**
 * What a sum of honest devices is at most, as a share of what it could be if all said the same ones in one slot: who is in which arm is
 * drawn, so no cohort falls into one arm far more than `share` says, and the slots are orthogonal.
 * @param share of people who try the candidate. @param reports of the smallest cohort.
 */
export function qualityReach(share: number, reports: number): number {
  const spread = farOff * Math.sqrt((share * (1 - share)) / reports);
  const most = Math.min(1, Math.max(share, 1 - share) + spread);
  return Math.hypot(most, 1 - most);
}

/**
 * How good lists are under the current and under the candidate model. A device says, in the slot of its person's arm (`armOf`), a 1 and three shares of
 * 0..1: of the titles they watched, those that were among the first ten of the list before (0 of none); of the times that they were shown lists, those in
 * which they opened a title of them, and those after which they watched one. Zeros in the other slot, and in both where they were shown no
 * list; everybody counts once, however much they watch. The norm is at most 2.
 */
export const quality: QueryKind = {
  family,
  version: 1,
  meaning: () =>
    'A 1 for which of two models made your lists, and how often they were right: of what you watched, how much was among the first ten, and how often you opened or watched something from a list.',
  accepts: ({ query: { id, scale, dimension }, norm }) =>
    name.test(id) && dimension === qualityDimension && scale * Math.sqrt(slot) <= norm,
  fileOf: () => ({ is: 'none', name: '' }),
  answer({ query }: AskedQuery, { qualityOf }: QueryMaterial): QueryAnswer {
    const vector = new Float64Array(qualityDimension);
    const own = qualityOf?.(name.exec(query.id)?.[1] ?? '');
    if (own === undefined) return { vector, items: [] };
    const start = arms.indexOf(own.arm) * slot;
    vector[start] = 1;
    qualityMeasures.forEach((measure, at) => {
      vector[start + 1 + at] = Math.min(1, Math.max(0, own[measure] || 0));
    });
    return { vector, items: [] };
  },
};

/** A released sum, arm by arm. */
export interface ArmSum {
  /** People in it, with the noise of the round. */
  readonly people: number;
  /** Sums of shares over them, as of `qualityMeasures`. */
  readonly sums: readonly number[];
}

/** Takes a decoded sum apart, in the order of `arms`. */
export const armSums = (sum: Float64Array): ArmSum[] =>
  arms.map((_, at) => ({
    people: sum[at * slot],
    sums: Array.from(sum.subarray(at * slot + 1, (at + 1) * slot)),
  }));
