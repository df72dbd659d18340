import {
  addPersonMoment,
  fitMomentModel,
  type MomentBasis,
  momentBasis,
  type MomentDesign,
  momentDimension,
  type MomentModel,
  momentRank,
  personMoment,
  privatePopularity,
} from '@parlour/model/moments';
import { type EncodingPlan, planEncoding, type RandomWords } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  moments,
  momentsId,
  popularity,
  popularityId,
  popularityScale,
} from '@parlour/private-aggregation/queries';
import type { Query } from '@parlour/wire';
import { type CohortEncoding, CohortSum, noiseOfSum } from './cohort-sum.ts';
import { federatedBundle } from './federated-bundle.ts';
import { type FederatedPeople, watchedBy } from './federated-people.ts';
import { lifetimeEpsilon, lifetimeNoise, type SpentRounds } from './lifetime-noise.ts';
import type { PrivacyRequest } from './privacy-request.ts';
import { mostRounds, type RoundPlan } from './round-plan.ts';

/** Titles that one person counts for, the last ones: also what makes popularity that of late. */
const popularTitles = 32;
/** Reports that are encoded one by one take about 40 ns a number: beyond so many numbers, cohorts are encoded at once. */
const mostEach = 1.5e9;
/** More than honest cohorts add up to: people are alike in what is popular, and in little else. */
const sumNorm = 0.6;

export interface PrivateLearning {
  readonly people: Pick<FederatedPeople, 'features' | 'ids' | 'train'>;
  readonly rounds: RoundPlan;
  readonly cohort: number;
  readonly privacy: PrivacyRequest;
  readonly design: MomentDesign;
  readonly random: RandomWords;
  readonly say: (line: string) => void;
}

export interface PrivateModel {
  readonly model: MomentModel;
  readonly encoding: CohortEncoding;
  /** Over all rounds that one person was in, at most, at the delta asked for. */
  readonly epsilon: number;
  readonly noiseMultiplier: number;
}

/** Learns a model from noised sums alone: first popularity, then second moments over the basis that it gives. */
export async function learnPrivately(learning: PrivateLearning): Promise<PrivateModel> {
  const { privacy, rounds, people, design } = learning;
  const { popularityRounds } = rounds;
  const most = (from: number, to: number) => mostRounds(rounds, from, to, people.train.people);
  const [first, second] = [most(0, popularityRounds), most(popularityRounds, rounds.rounds)];
  const spentAt = async (noise: number): Promise<[SpentRounds, SpentRounds]> => {
    const plans = await plansOf(learning, noise);
    return [
      { plan: plans.popularity, rounds: first },
      { plan: plans.moments, rounds: second },
    ];
  };
  const epsilonAt = async (noise: number) => lifetimeEpsilon(await spentAt(noise), privacy.delta);
  const noiseMultiplier = await lifetimeNoise(privacy, epsilonAt);
  const [ofPopularity, ofMoments] = await spentAt(noiseMultiplier);
  const basis = momentBasis(people.features, popularityOf(learning, ofPopularity.plan), design);
  return {
    ...momentsOf(learning, ofMoments.plan, basis),
    epsilon: lifetimeEpsilon([ofPopularity, ofMoments], privacy.delta),
    noiseMultiplier,
  };
}

/** The plans of both bundles at a noise multiplier. */
async function plansOf(
  { people, cohort, design }: PrivateLearning,
  noiseMultiplier: number,
): Promise<{ popularity: EncodingPlan; moments: EncodingPlan }> {
  const plan = (query: Query) =>
    planEncoding(nodeSuite, federatedBundle(query, cohort, noiseMultiplier), new Uint8Array(32));
  return {
    popularity: await plan({
      id: popularityId(listName),
      version: 1,
      purpose: 'To learn which titles many people watch.',
      dimension: people.features.rows,
      scale: popularityScale(popularTitles, 1),
      clipShare: 1,
      sumNorm,
    }),
    moments: await plan({
      id: momentsId(listName),
      version: 1,
      purpose: 'To learn which kinds of titles go together.',
      dimension: momentDimension(momentRank(design)),
      scale: 1,
      clipShare: 1,
      sumNorm,
    }),
  };
}

/** The bundle's lists are in nobody's files: any name will do. */
const listName = '0'.repeat(32);

function popularityOf({ people, rounds, random, say }: PrivateLearning, plan: EncodingPlan): Float64Array {
  const [query] = plan.bundle.queries;
  const asked = { query, norm: 1 };
  const counts = new Float64Array(query.dimension);
  for (let round = 0; round < rounds.popularityRounds; round++) {
    const members = rounds.people(round);
    const sum = new CohortSum(plan, random, encodingOf(plan, rounds.popularityRounds * members.length));
    for (const person of members) {
      const watched = Array.from(watchedBy(people.train, person).slice(-2 * popularTitles), (row, at) => ({
        item: people.ids[row],
        at,
      }));
      sum.add(popularity.answer(asked, { watched, list: people.ids }).vector);
    }
    const released = sum.release();
    for (let i = 0; i < counts.length; i++) counts[i] += released.sum[i];
  }
  say(`popularity of ${counts.length} titles from ${rounds.popularityRounds} rounds`);
  return privatePopularity(counts);
}

function momentsOf(
  { people, rounds, random, say }: PrivateLearning,
  plan: EncodingPlan,
  basis: MomentBasis,
): Pick<PrivateModel, 'model' | 'encoding'> {
  const [query] = plan.bundle.queries;
  const total = new Float64Array(query.dimension);
  const { popularityRounds } = rounds;
  const cohort = rounds.people(0).length;
  const encoding = encodingOf(plan, (rounds.rounds - popularityRounds) * cohort);
  let reports = 0;
  let variance = 0;
  const releaseInto = (sum: CohortSum) => {
    const released = sum.release();
    for (let i = 0; i < total.length; i++) total[i] += released.sum[i];
    reports += released.reports;
    variance += noiseOfSum(plan, released.reports) ** 2;
  };
  const done = new Set<number>();
  for (let round = popularityRounds; round < rounds.rounds; round++) {
    if (done.has(round)) continue;
    const members = rounds.people(round);
    if (encoding === 'each') {
      const sum = new CohortSum(plan, random, encoding);
      for (const person of members) sum.add(answerOf(query, people, basis, person));
      releaseInto(sum);
    } else {
      const plain = new Float64Array(query.dimension);
      for (const person of members) addPersonMoment(plain, basis, watchedBy(people.train, person));
      // Rounds of the same people differ in nothing but their noise.
      for (const same of roundsOf(rounds, members, round)) {
        done.add(same);
        const sum = new CohortSum(plan, random, encoding);
        sum.addSum(plain, members.length);
        releaseInto(sum);
      }
    }
    if (round % 50 === 0) say(`moments: round ${round} of ${rounds.rounds}`);
  }
  const triangle = total.map((value) => value / reports);
  return { model: fitMomentModel(basis, { triangle, noise: Math.sqrt(variance) / reports }), encoding };
}

/** The device's side of a report. */
function answerOf(
  query: Query,
  { train, ids }: PrivateLearning['people'],
  basis: MomentBasis,
  person: number,
): Float64Array {
  const rows = watchedBy(train, person);
  const watched = Array.from(rows, (row, at) => ({ item: ids[row], at }));
  const momentOf = () => personMoment(basis, rows);
  return moments.answer({ query, norm: 1 }, { watched, momentOf }).vector;
}

function roundsOf(plan: RoundPlan, members: Int32Array, from: number): number[] {
  const same: number[] = [];
  for (let round = from; round < plan.rounds; round++) {
    const others = plan.people(round);
    if (others[0] === members[0] && others.every((person, i) => person === members[i])) same.push(round);
  }
  return same;
}

const encodingOf = ({ dimension }: EncodingPlan, reports: number): CohortEncoding =>
  dimension * reports <= mostEach ? 'each' : 'at-once';
