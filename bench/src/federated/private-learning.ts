import {
  fitMomentModel,
  momentBasis,
  type MomentDesign,
  type MomentModel,
  privatePopularity,
} from '@parlour/model/moments';
import { likelyCounts } from '@parlour/private-aggregation/queries';
import type { Query } from '@parlour/wire';
import { noiseOfRounds, type QueriedRounds } from './asked-rounds-noise.ts';
import type { CohortEncoding } from './cohort-sum.ts';
import { type FederatedPeople, historiesAlone } from './federated-people.ts';
import type { PrivacyRequest } from './privacy-request.ts';
import { roundPlan } from './round-plan.ts';
import { sumInThreads } from './rounds/sum-in-threads.ts';
import type { AskedRounds } from './rounds/sum-rounds.ts';
import { simulatedMoments, simulatedPopularity } from './simulated-queries.ts';

/** Reports that are encoded one by one take about 40 ns a number: beyond so many numbers, cohorts are encoded at once. */
const mostEach = 1.5e9;

export interface PrivateLearning {
  readonly people: Pick<FederatedPeople, 'features' | 'ids' | 'train'>;
  /** People in the order in which they come by. */
  readonly order: Int32Array;
  readonly cohort: number;
  readonly privacy: PrivacyRequest;
  /** What moments are asked over, by how many titles each person counted for in the popularity rounds, on average. */
  readonly designOf: (titlesEach: number) => MomentDesign;
  /** Of the rounds, which ask for popularity; an eighth without it. */
  readonly popularityShare?: number;
  /** Of the noise. */
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface PrivateModel {
  readonly model: MomentModel;
  readonly design: MomentDesign;
  /** Share of each title in all watches, as the first rounds told it. */
  readonly popularity: Float64Array;
  readonly encoding: CohortEncoding;
  readonly rounds: number;
  /** Over all rounds that one person was in, at most, at the delta asked for. */
  readonly epsilon: number;
  readonly noiseMultiplier: number;
}

/** Learns a model from noised sums alone: first popularity, then second moments over the basis that it gives. */
export async function learnPrivately(learning: PrivateLearning): Promise<PrivateModel> {
  const { privacy, people, designOf, order, cohort, seed, say } = learning;
  const plan = roundPlan(order, cohort, privacy.participations, learning.popularityShare);
  const { popularityRounds, rounds } = plan;
  const first = { query: simulatedPopularity(people.features.rows), from: 0, to: popularityRounds };
  const then = (design: MomentDesign): QueriedRounds => ({
    query: simulatedMoments(design),
    from: popularityRounds,
    to: rounds,
  });
  const taking = { people: people.train.people, cohort, privacy };
  const costOf = (design: MomentDesign, least?: number) =>
    noiseOfRounds(plan, [first, then(design)], taking, least);
  // What popularity will tell of the design is not known before its rounds, which need their noise.
  const costs = [await costOf(designOf(0)), await costOf(designOf(Number.POSITIVE_INFINITY))];
  const noiseMultiplier = Math.max(...costs.map((cost) => cost.noiseMultiplier));
  const histories = historiesAlone(people.train);
  const sum = async ({ query, from, to }: QueriedRounds, basis: AskedRounds['basis']) => {
    const encoding = encodingOf(query, (to - from) * cohort);
    const asked: AskedRounds = {
      query,
      basis,
      encoding,
      histories,
      ids: people.ids,
      order,
      cohort,
      seed,
      noiseMultiplier,
      participations: privacy.participations,
    };
    const all = (to - from) * cohort;
    const released = await sumInThreads(asked, plan, [from, to], (reports) =>
      say(`${query.id.split('/')[0]}: ${reports} of ${all} reports`),
    );
    return { ...released, encoding };
  };
  const counted = await sum(first, undefined);
  const noise = Math.sqrt(counted.variance);
  const likely = likelyCounts(
    counted.sum,
    counted.sum.map(() => noise),
  );
  const popularity = privatePopularity(likely);
  const design = designOf(likely.reduce((all, count) => all + count, 0) / counted.reports);
  const basis = momentBasis(people.features, popularity, design);
  const total = await sum(then(design), basis);
  const triangle = total.sum.map((value) => value / total.reports);
  return {
    model: fitMomentModel(basis, { triangle, noise: Math.sqrt(total.variance) / total.reports }),
    design,
    popularity,
    encoding: total.encoding,
    rounds,
    ...(await costOf(design, noiseMultiplier)),
  };
}

/** One by one, as devices do, where that is not too much. */
export const encodingOf = ({ dimension }: Query, reports: number): CohortEncoding =>
  dimension * reports <= mostEach ? 'each' : 'at-once';
