import { HEAD_LIST_DIGITS, type Query } from '@parlour/wire';
import type { AskedQuery, QueryAnswer, QueryKind, QueryMaterial } from './query-kind.ts';

const family = 'fusion';
const name = new RegExp(`^${family}/([0-9a-f]{${HEAD_LIST_DIGITS}})$`);

/** The query over ways of mixing. @param weightings the first 32 hex digits of the SHA-256 of their file. */
export const fusionId = (weightings: string): string => `${family}/${weightings}`;

/** The weightings that a query of this kind names: 32 hex digits; undefined of any other query. */
export const fusionWeightings = ({ id, version }: Pick<Query, 'id' | 'version'>): string | undefined =>
  version === 1 ? name.exec(id)?.[1] : undefined;

/** Norm of gains that the clip must let through whole: below it, everybody would say the same length. */
const leastNorm = 0.1;

/** As much as a device lets a sum of honest reports be. */
export const fusionSumNorm = 0.6;

/** What lets gains of a norm up to `most` be `fusionSumNorm` of a clip of `norm`, and no rounding takes anything away. */
export const fusionScale = (most: number, norm: number): number =>
  ((fusionSumNorm * norm) / most) * (1 - 2 ** -40);

/** Norm of the gains that one person can add. */
export const mostGain = ({ query: { scale, sumNorm = 1 }, norm }: AskedQuery): number =>
  (sumNorm * norm) / scale;

/**
 * How to mix strategies before anything is known of a person. The query names public ways of mixing; a device finds out by itself how much
 * better, or worse, each but the first would have found the titles that its person watched (NDCG@10, in -1..1 each), and says these gains, drawn in
 * to a norm of `mostGain`. People may well be all alike in this, so that norm is what the query declares of a sum: however
 * alike they are, no honest sum is held to be implausible. Zeros of somebody who has watched too little.
 */
export const fusion: QueryKind = {
  family,
  version: 1,
  meaning: ({ query: { dimension } }) =>
    `How much better or worse each of ${dimension} ways of making lists would have found titles that you watched. No titles are in it.`,
  accepts: (asked) => name.test(asked.query.id) && asked.query.dimension >= 1 && mostGain(asked) >= leastNorm,
  fileOf: ({ id }: Query) => ({ is: 'fusion-weightings', name: name.exec(id)?.[1] ?? '' }),
  answer(asked: AskedQuery, { watched, gainsOf }: QueryMaterial): QueryAnswer {
    const { dimension } = asked.query;
    const vector = new Float64Array(dimension);
    const own = gainsOf?.(watched);
    if (own === undefined || own.gains.length !== dimension) return { vector, items: [] };
    for (let at = 0; at < dimension; at++) vector[at] = Math.min(1, Math.max(-1, own.gains[at] || 0));
    const length = Math.hypot(...vector);
    const most = mostGain(asked);
    if (length > most) for (let at = 0; at < dimension; at++) vector[at] *= most / length;
    return { vector, items: own.items };
  },
};
