import {
  decodeSum,
  encodeReport,
  type EncodingPlan,
  isPlausibleSum,
  type RandomWords,
  refusal,
} from '@parlour/private-aggregation';
import { encodeCohort } from '@parlour/private-aggregation/simulation';

/** A released sum of one round, and of how many reports it is. */
export interface CohortRelease {
  readonly sum: Float64Array;
  readonly reports: number;
}

/** How the reports of a cohort are encoded: each by itself, as devices do, or their sum at once (`encodeCohort`). */
export type CohortEncoding = 'each' | 'at-once';

/** Adds up what the devices of one round say to the one query of a bundle, and releases the noised sum as an aggregator may. */
export class CohortSum {
  readonly #plan: EncodingPlan;
  readonly #random: RandomWords;
  readonly #encoding: CohortEncoding;
  readonly #words: Uint32Array;
  readonly #plain: Float64Array;
  #reports = 0;

  constructor(plan: EncodingPlan, random: RandomWords, encoding: CohortEncoding) {
    this.#plan = plan;
    this.#random = random;
    this.#encoding = encoding;
    this.#words = new Uint32Array(encoding === 'each' ? plan.dimension : 0);
    this.#plain = new Float64Array(plan.dimension);
  }

  /** @param answer in the query's units, of a norm that the clip lets through whole. */
  add(answer: Float64Array): void {
    this.#reports++;
    if (this.#encoding === 'at-once') {
      for (let i = 0; i < answer.length; i++) this.#plain[i] += answer[i];
      return;
    }
    const report = encodeReport(this.#plan, new Map([[this.#query.id, answer]]), this.#random);
    for (let i = 0; i < report.length; i++) this.#words[i] += report[i];
  }

  /** The same for many at once, of whom only the sum of answers is known: with `at-once` alone. */
  addSum(sum: Float64Array, reports: number): void {
    if (this.#encoding !== 'at-once') throw new TypeError('reports that are encoded each are added each');
    this.#reports += reports;
    for (let i = 0; i < sum.length; i++) this.#plain[i] += sum[i];
  }

  /** @throws ParlourError `aggregation/too-few-answers`, and `aggregation/bad-report` for a sum that no honest cohort makes. */
  release(): CohortRelease {
    const plan = this.#plan;
    if (this.#reports < plan.bundle.minimumReports) throw refusal('too-few-answers', String(this.#reports));
    const words =
      this.#encoding === 'each'
        ? this.#words
        : encodeCohort(plan, new Map([[this.#query.id, this.#plain]]), this.#reports, this.#random);
    return releaseWords(plan, words, this.#reports);
  }

  get #query() {
    return this.#plan.bundle.queries[0];
  }
}

/** Standard deviation of the noise at a coordinate of a sum of so many reports, in the query's units. */
export const noiseOfSum = (plan: EncodingPlan, reports: number): number =>
  Math.sqrt(reports * (plan.noiseVariance + 0.25)) / plan.scale / plan.bundle.queries[0].scale;

/**
 * What an aggregator may release of added up reports, whoever made them.
 * @throws ParlourError `aggregation/too-few-answers`, and `aggregation/bad-report` for a sum that no honest cohort makes.
 */
export function releaseWords(plan: EncodingPlan, words: Uint32Array, reports: number): CohortRelease {
  const { minimumReports, bits, queries } = plan.bundle;
  if (reports < minimumReports) throw refusal('too-few-answers', String(reports));
  const reduced = bits === 32 ? words : words.map((word) => word % 2 ** bits);
  if (!isPlausibleSum(plan, reduced, reports)) throw refusal('bad-report', 'sum');
  const sum = decodeSum(plan, reduced).get(queries[0].id);
  if (sum === undefined) throw new TypeError('a sum of the bundle has its query');
  return { sum, reports };
}
