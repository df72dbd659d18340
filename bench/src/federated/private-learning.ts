import {
  fitMomentModel,
  momentBasis,
  type MomentDesign,
  momentDimension,
  type MomentModel,
  momentRank,
  privatePopularity,
} from '@parlour/model/moments';
import { planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { momentsId, popularityId, popularityScale } from '@parlour/private-aggregation/queries';
import type { Query } from '@parlour/wire';
import type { CohortEncoding } from './cohort-sum.ts';
import { federatedBundle } from './federated-bundle.ts';
import { type FederatedPeople, historiesAlone } from './federated-people.ts';
import { lifetimeEpsilon, lifetimeNoise, type SpentRounds } from './lifetime-noise.ts';
import type { PrivacyRequest } from './privacy-request.ts';
import { mostRounds, roundPlan } from './round-plan.ts';
import { sumInThreads } from './rounds/sum-in-threads.ts';
import type { AskedRounds } from './rounds/sum-rounds.ts';

/** Titles that one person counts for, the last ones: also what makes popularity that of late. */
const popularTitles = 32;
/** Reports that are encoded one by one take about 40 ns a number: beyond so many numbers, cohorts are encoded at once. */
const mostEach = 1.5e9;
/** More than honest cohorts add up to: people are alike in what is popular, and in little else. */
const sumNorm = 0.6;

export interface PrivateLearning {
  readonly people: Pick<FederatedPeople, 'features' | 'ids' | 'train'>;
  /** People in the order in which they come by. */
  readonly order: Int32Array;
  readonly cohort: number;
  readonly privacy: PrivacyRequest;
  readonly design: MomentDesign;
  /** Of the noise. */
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface PrivateModel {
  readonly model: MomentModel;
  readonly encoding: CohortEncoding;
  readonly rounds: number;
  /** Over all rounds that one person was in, at most, at the delta asked for. */
  readonly epsilon: number;
  readonly noiseMultiplier: number;
}

/** Learns a model from noised sums alone: first popularity, then second moments over the basis that it gives. */
export async function learnPrivately(learning: PrivateLearning): Promise<PrivateModel> {
  const { privacy, people, design, order, cohort, say } = learning;
  const plan = roundPlan(order, cohort, privacy.participations);
  const { popularityRounds, rounds } = plan;
  const queries = queriesOf(people.features.rows, design);
  const asked = [
    { query: queries.popularity, from: 0, to: popularityRounds },
    { query: queries.moments, from: popularityRounds, to: rounds },
  ] as const;
  const most = asked.map(({ from, to }) => mostRounds(plan, from, to, people.train.people));
  const spentAt = (noise: number): Promise<SpentRounds[]> =>
    Promise.all(
      asked.map(async ({ query }, which) => {
        const bundle = federatedBundle(query, cohort, noise);
        return { plan: await planEncoding(nodeSuite, bundle, new Uint8Array(32)), rounds: most[which] };
      }),
    );
  const epsilonAt = async (noise: number) => lifetimeEpsilon(await spentAt(noise), privacy.delta);
  const noiseMultiplier = await lifetimeNoise(privacy, epsilonAt);
  const sum = async ({ query, from, to }: (typeof asked)[number], basis: AskedRounds['basis']) => {
    const encoding = encodingOf(query, (to - from) * cohort);
    const histories = historiesAlone(people.train);
    const common = { ids: people.ids, order, cohort, participations: privacy.participations };
    const released = await sumInThreads(
      { query, basis, noiseMultiplier, encoding, histories, ...common, seed: learning.seed },
      plan,
      [from, to],
      (reports) => say(`${query.id.split('/')[0]}: ${reports} of ${(to - from) * cohort} reports`),
    );
    return { ...released, encoding };
  };
  const { sum: counts } = await sum(asked[0], undefined);
  const basis = momentBasis(people.features, privatePopularity(counts), design);
  const total = await sum(asked[1], basis);
  const triangle = total.sum.map((value) => value / total.reports);
  return {
    model: fitMomentModel(basis, { triangle, noise: Math.sqrt(total.variance) / total.reports }),
    encoding: total.encoding,
    rounds,
    epsilon: await epsilonAt(noiseMultiplier),
    noiseMultiplier,
  };
}

/** The one query of each bundle. */
function queriesOf(items: number, design: MomentDesign): { popularity: Query; moments: Query } {
  return {
    popularity: {
      id: popularityId(listName),
      version: 1,
      purpose: 'To learn which titles many people watch.',
      dimension: items,
      scale: popularityScale(popularTitles, 1),
      clipShare: 1,
      sumNorm,
    },
    moments: {
      id: momentsId(listName),
      version: 1,
      purpose: 'To learn which kinds of titles go together.',
      dimension: momentDimension(momentRank(design)),
      scale: 1,
      clipShare: 1,
      sumNorm,
    },
  };
}

/** The bundle's lists are in nobody's files: any name will do. */
const listName = '0'.repeat(32);

const encodingOf = ({ dimension }: Query, reports: number): CohortEncoding =>
  dimension * reports <= mostEach ? 'each' : 'at-once';
