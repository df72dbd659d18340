import { type MomentBasis, personMoment } from '@parlour/model/moments';
import { type EncodingPlan, planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { moments, mostTitles, popularity } from '@parlour/private-aggregation/queries';
import type { Query } from '@parlour/wire';
import { type CohortEncoding, CohortSum, noiseOfSum } from '../cohort-sum.ts';
import { federatedBundle } from '../federated-bundle.ts';
import { type Histories, watchedBy } from '../federated-people.ts';
import { roundPlan } from '../round-plan.ts';
import { seededWords } from '../seeded-words.ts';
import { MomentSum } from './moment-sum.ts';
import { PopularitySum } from './popularity-sum.ts';

/** Rounds that all ask the same: the model update over `basis`, or popularity where there is none. */
export interface AskedRounds {
  readonly query: Query;
  readonly basis: MomentBasis | undefined;
  readonly noiseMultiplier: number;
  readonly encoding: CohortEncoding;
  readonly histories: Histories;
  /** Ids of titles, by row. */
  readonly ids: readonly string[];
  /** As of `roundPlan`. */
  readonly order: Int32Array;
  readonly cohort: number;
  readonly participations: number;
  /** Of all noise; each round has a stream of its own, so that it does not matter who adds it up. */
  readonly seed: number;
}

/** What was released of some rounds, added up. */
export interface RoundsTotal {
  readonly sum: Float64Array;
  readonly reports: number;
  /** Of the noise at each number of the sum. */
  readonly variance: number;
}

/**
 * Releases each of some rounds and adds up what was released. Rounds of the same people differ in nothing but their noise, so
 * what people say in them is added up once where a cohort is encoded at once.
 */
export function sumRounds(
  asked: AskedRounds,
): (groups: readonly (readonly number[])[]) => Promise<RoundsTotal> {
  const { query, encoding, seed, cohort } = asked;
  const plans = roundPlan(asked.order, cohort, asked.participations);
  const planned = planEncoding(
    nodeSuite,
    federatedBundle(query, cohort, asked.noiseMultiplier),
    new Uint8Array(32),
  );
  return async (groups) => {
    const plan = await planned;
    const total = { sum: new Float64Array(query.dimension), reports: 0, variance: 0 };
    for (const rounds of groups) {
      const members = plans.people(rounds[0]);
      const plain = encoding === 'at-once' ? plainSum(asked, members) : undefined;
      for (const round of rounds) {
        const sum = new CohortSum(plan, seededWords(seed, 1 + round), encoding);
        if (plain) sum.addSum(plain, members.length);
        else for (const person of members) sum.add(answerOf(asked, person));
        addRelease(total, plan, sum);
      }
    }
    return total;
  };
}

function addRelease(
  total: { sum: Float64Array; reports: number; variance: number },
  plan: EncodingPlan,
  cohort: CohortSum,
): void {
  const released = cohort.release();
  for (let i = 0; i < total.sum.length; i++) total.sum[i] += released.sum[i];
  total.reports += released.reports;
  total.variance += noiseOfSum(plan, released.reports) ** 2;
}

function plainSum({ query, basis, histories }: AskedRounds, members: Int32Array): Float64Array {
  if (basis) {
    const sum = new MomentSum(basis);
    for (const person of members) sum.add(watchedBy(histories, person));
    return sum.triangle();
  }
  const sum = new PopularitySum(query.dimension, mostTitles({ query, norm: 1 }));
  for (const person of members) sum.add(watchedBy(histories, person));
  return sum.counts();
}

/** The device's side of a report. */
function answerOf({ query, basis, histories, ids }: AskedRounds, person: number): Float64Array {
  const rows = watchedBy(histories, person);
  const watched = Array.from(rows, (row, at) => ({ item: ids[row], at }));
  const asked = { query, norm: 1 };
  if (basis === undefined) return popularity.answer(asked, { watched, list: ids }).vector;
  return moments.answer(asked, { watched, momentOf: () => personMoment(basis, rows) }).vector;
}
