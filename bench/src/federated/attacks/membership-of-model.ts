import { fitMomentModel, type MomentModel, momentPerson } from '@parlour/model/moments';
import type { EncodingPlan, RandomWords } from '@parlour/private-aggregation';
import { watchedBy } from '../federated-people.ts';
import { CohortSum, noiseOfSum } from '../cohort-sum.ts';
import { lifetimeEpsilon } from '../lifetime-noise.ts';
import type { AttackedPeople } from './attacked-people.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { dot } from './membership.ts';
import { type AttackRates, type Promised, ratesOf } from './privacy-bound.ts';

export interface ModelMembership extends Promised {
  /** In each of the two worlds, beside as many in each from which the attack learned where to cut. */
  readonly trials: number;
  readonly cohort: number;
  readonly noise: number;
  readonly rates: readonly AttackRates[];
}

const delta = 1e-5;
/** False alarms that the attack aims at. */
const aimed = [0.1, 0.25, 0.5];

/**
 * Whether somebody is in the cohort that a model was learned from, by how much the model makes of their history (x^T K x). The
 * adversary knows everybody, and so learns what that is with and without the target from models of its own (shadow models:
 * Shokri et al. 2017). A model is made of released sums alone, so it can tell no more than they do.
 * @param plan of cohorts of as many as there are `members`. @param noise 0 as a control, where the sum is told as it is.
 */
export function membershipOfModel(
  { people, basis, answers }: AttackedPeople,
  options: {
    readonly plan: EncodingPlan;
    readonly members: readonly number[];
    readonly targets: number;
    /** Of each target, in each world. */
    readonly trials: number;
    readonly random: RandomWords;
    readonly noise: 0 | 1;
  },
): ModelMembership {
  const { plan, members, targets, trials, random, noise } = options;
  const all = new Float64Array(plan.dimension);
  for (const member of members) for (let i = 0; i < all.length; i++) all[i] += answers[member][i];
  const reports = members.length;
  const learn = (sum: Float64Array): MomentModel => {
    const released = noise === 0 ? sum : releasedOf(plan, sum, reports, random);
    const deviation = noise === 0 ? 0 : noiseOfSum(plan, reports) / reports;
    return fitMomentModel(basis, { triangle: released.map((value) => value / reports), noise: deviation });
  };
  const worlds: { out: number[]; in: number[] } = { out: [], in: [] };
  const shadows: number[] = [];
  for (const target of members.slice(0, targets)) {
    const without = all.map((value, i) => value - answers[target][i]);
    const history = watchedBy(people.train, target);
    const made = (sum: Float64Array, count: number) =>
      Array.from({ length: count }, () => {
        const person = momentPerson(learn(sum), history);
        return dot(person, person);
      });
    const [shadowOut, shadowIn] = [made(without, trials), made(all, trials)];
    const [low, high] = [mean(shadowOut), mean(shadowIn)];
    const towards = high < low ? -1 : 1;
    const scale = towards / (deviation(shadowOut) || 1);
    const judged = (value: number) => (value - low) * scale;
    shadows.push(...shadowOut.map(judged));
    worlds.out.push(...made(without, trials).map(judged));
    worlds.in.push(...made(all, trials).map(judged));
  }
  shadows.sort((a, b) => b - a);
  const cuts = noise === 0 ? [shadows[0]] : aimed.map((share) => shadows[Math.floor(share * shadows.length)]);
  const promised = { epsilon: lifetimeEpsilon([{ plan, rounds: 1 }], delta), delta };
  const miss = 0.05 / (4 * cuts.length);
  const over = (values: readonly number[], cut: number) =>
    clopperPearson(values.filter((value) => value > cut).length, values.length, miss);
  return {
    ...promised,
    trials: worlds.out.length,
    cohort: reports,
    noise,
    rates: cuts.map((cut) => ratesOf(promised, over(worlds.out, cut), over(worlds.in, cut))),
  };
}

function releasedOf(
  plan: EncodingPlan,
  sum: Float64Array,
  reports: number,
  random: RandomWords,
): Float64Array {
  const cohort = new CohortSum(plan, random, 'at-once');
  cohort.addSum(sum, reports);
  return cohort.release().sum;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
};
