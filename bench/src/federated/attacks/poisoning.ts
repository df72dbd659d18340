import {
  fitMomentModel,
  type CohortMoment,
  mergeMoments,
  type MomentModel,
  momentRank,
  momentScores,
  momentTold,
} from '@parlour/model/moments';
import type { EncodingPlan } from '@parlour/private-aggregation';
import { ParlourError } from '@parlour/wire';
import { meanOf as meanAndError, pairedDifference } from '../../quality/metrics/mean.ts';
import { noiseOfSum, releaseWords } from '../cohort-sum.ts';
import { seededWords } from '../seeded-words.ts';
import type { AttackedPeople } from './attacked-people.ts';
import type { Gate } from './gate-of-product.ts';
import { type Aim, harmfulVector } from './harmful-vector.ts';
import { type ListQuality, listQuality } from './list-quality.ts';
import { type CohortWords, mostThatPasses, withReport, wordsOf, wordsOfVector } from './poisoned-cohort.ts';

/**
 * `sybils-in-one`, `sybils-in-all`: of one cohort, or of each, so many devices say the vector, clipped and noised as honest ones;
 * `any-vector`: one device sends the longest that still passes, unclipped; `discarded`: one that does not pass.
 */
export type Poison = 'none' | 'sybils-in-one' | 'sybils-in-all' | 'any-vector' | 'discarded';

export interface PoisonRow {
  readonly poison: Poison;
  readonly aim: Aim | null;
  readonly merged: 'mean' | 'trimmed-mean';
  readonly ndcg: number;
  /** What lists lost to the same merge without poison, the same noise otherwise; its standard error over people. */
  readonly loss: number;
  readonly lossSe: number;
  /** Median over people who have not watched it of the rank of the pushed title. */
  readonly rank: number;
  /** Share of those people's lists of ten that it is in. */
  readonly listed: number;
  /** Sums of all runs from which nothing was learned, because no reports can have made them (`momentTold`). */
  readonly leftOut: number;
  /** Runs that the gate refused, of `runs`. */
  readonly refused: number;
  readonly runs: number;
  /** Lengths of the vector of the one device, in clip norms; null for others. */
  readonly clips: number | null;
}

export interface PoisoningOptions {
  readonly attacked: AttackedPeople;
  readonly plan: EncodingPlan;
  /** People of each cohort, all of one size. */
  readonly cohorts: readonly (readonly number[])[];
  readonly sybils: number;
  /** Times that all noise is drawn. */
  readonly runs: number;
  readonly seed: number;
  readonly gate: Gate;
}

interface Learned {
  readonly quality: ListQuality;
  readonly isRefused: boolean;
}

const merges = ['mean', 'trimmed-mean'] as const;

/** What poison does to lists and to the rank of a title that is to be pushed. */
export function poisoning(options: PoisoningOptions): { title: string; rows: PoisonRow[] } {
  const { attacked, runs } = options;
  const { people, basis } = attacked;
  // The least known of the titles that are a direction by themselves: anything else is pushed less precisely.
  const title = basis.head[basis.head.length - 1];
  const medianRank = (model: MomentModel) => median(listQuality(model, people.test, title).ranks);
  const ndcgOf = (model: MomentModel) => meanAndError(listQuality(model, people.test, title).ndcg).mean;
  const vectors: Readonly<Record<Aim, Float64Array>> = {
    push: harmfulVector(attacked, 'push', title, (model) => -medianRank(model)),
    spoil: harmfulVector(attacked, 'spoil', title, (model) => -ndcgOf(model)),
  };
  const attacks: { poison: Poison; aim: Aim | null }[] = [
    { poison: 'none', aim: null },
    ...(['sybils-in-one', 'sybils-in-all', 'any-vector'] as const).flatMap((poison) =>
      (['push', 'spoil'] as const).map((aim) => ({ poison, aim })),
    ),
    { poison: 'discarded', aim: 'push' },
  ];
  const clean = new Map<string, Learned>();
  // What would be served before: learned from the same people without poison, under other noise.
  const served = modelOf(
    options,
    releasedCohorts(options, 'none', vectors.push, runs).released,
    'trimmed-mean',
  );
  const rows = attacks.flatMap(({ poison, aim }) => {
    const vector = vectors[aim ?? 'push'];
    const found = merges.map(() => [] as Learned[]);
    const clips: number[] = [];
    let leftOut = 0;
    for (let run = 0; run < runs; run++) {
      const { released, clips: most } = releasedCohorts(options, poison, vector, run);
      leftOut += released.length - possible(options, released).length;
      if (most !== null) clips.push(most);
      merges.forEach((merge, i) => {
        const learned = learn(options, modelOf(options, released, merge), served, title);
        found[i].push(learned);
        if (poison === 'none') clean.set(`${merge} ${run}`, learned);
      });
    }
    return merges.map((merged, i): PoisonRow => {
      const all = found[i];
      const ofClean = all.map((_, run) => clean.get(`${merged} ${run}`)?.quality.ndcg ?? []);
      const loss = pairedDifference(
        meanOverRuns(ofClean),
        meanOverRuns(all.map(({ quality }) => quality.ndcg)),
      );
      const ranks = all.flatMap(({ quality }) => quality.ranks);
      return {
        poison,
        aim,
        merged,
        ndcg: meanAndError(all.flatMap(({ quality }) => quality.ndcg)).mean,
        loss: loss.mean,
        lossSe: loss.se,
        rank: median(ranks),
        listed: ranks.filter((rank) => rank <= 10).length / ranks.length,
        leftOut,
        refused: all.filter(({ isRefused }) => isRefused).length,
        runs,
        clips: clips.length === 0 ? null : meanAndError(clips).mean,
      };
    });
  });
  return { title: people.ids[title], rows };
}

/** The sums that an aggregator releases; the first cohort is the one that is poisoned where one is. */
function releasedCohorts(
  { attacked, plan, cohorts, sybils, seed }: PoisoningOptions,
  poison: Poison,
  vector: Float64Array,
  run: number,
): { released: CohortMoment[]; clips: number | null } {
  let clips: number | null = null;
  const released = cohorts.flatMap((members, at): CohortMoment[] => {
    const random = seededWords(seed * 10_007 + run * 101 + at);
    const isPoisoned = poison === 'sybils-in-all' || (poison === 'sybils-in-one' && at === 0);
    const honest = members.map((member) => attacked.answers[member]);
    const said = isPoisoned ? honest.fill(vector, honest.length - sybils) : honest;
    if (at > 0 || (poison !== 'any-vector' && poison !== 'discarded'))
      return release(plan, wordsOf(plan, said, random));
    const others = wordsOf(plan, honest.slice(1), random);
    const most = mostThatPasses(plan, others, vector);
    clips = poison === 'any-vector' ? most : 2 * most;
    return release(plan, withReport(plan, others, wordsOfVector(plan, vector, clips)));
  });
  return { released, clips };
}

/** Nothing where the sum is discarded. */
function release(plan: EncodingPlan, { words, reports }: CohortWords): CohortMoment[] {
  try {
    return [{ ...releaseWords(plan, words, reports), noise: noiseOfSum(plan, reports) }];
  } catch (error) {
    if (error instanceof ParlourError && error.code === 'aggregation/bad-report') return [];
    throw error;
  }
}

/** What the product learns from. */
const possible = (
  { attacked: { basis } }: PoisoningOptions,
  cohorts: readonly CohortMoment[],
): CohortMoment[] => cohorts.filter((cohort) => momentTold(cohort, momentRank(basis.design)).isPossible);

function modelOf(
  options: PoisoningOptions,
  released: readonly CohortMoment[],
  merge: (typeof merges)[number],
): MomentModel {
  const { basis } = options.attacked;
  const cohorts = possible(options, released);
  return fitMomentModel(basis, mergeMoments(merge === 'mean' ? [together(cohorts)] : cohorts));
}

function learn(
  { attacked: { people, basis }, gate }: PoisoningOptions,
  model: MomentModel,
  served: MomentModel,
  title: number,
): Learned {
  const arm = (of: MomentModel) => (history: readonly number[]) => momentScores(of, history);
  const { reason } = gate(arm(model), { popularity: () => basis.popularity, served: arm(served) });
  return { quality: listQuality(model, people.test, title), isRefused: reason !== null };
}

const together = (cohorts: readonly CohortMoment[]): CohortMoment => ({
  sum: Float64Array.from(cohorts[0].sum, (_, i) => cohorts.reduce((sum, cohort) => sum + cohort.sum[i], 0)),
  reports: cohorts.reduce((sum, { reports }) => sum + reports, 0),
  noise: Math.hypot(...cohorts.map(({ noise }) => noise)),
});

const meanOverRuns = (runs: readonly (readonly number[])[]): number[] =>
  runs[0].map((_, person) => runs.reduce((sum, run) => sum + run[person], 0) / runs.length);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
