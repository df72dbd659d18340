import { LIMITS } from '@parlour/private-aggregation';
import { ParlourError } from '@parlour/wire';
import { drawnPeople } from '../population/drawn-people.ts';
import { seededWords } from '../seeded-words.ts';
import { attackedPeople, drawTarget } from './attacked-people.ts';
import { attackedPlan } from './attacked-plan.ts';
import { gateCases, type GateOver } from './gate-of-product.ts';
import { honestOf } from './left-of-sum.ts';
import { type MembershipAttack, membershipOfSums } from './membership.ts';
import { type ModelMembership, membershipOfModel } from './membership-of-model.ts';
import { poisoning, type PoisonRow } from './poisoning.ts';
import { type Reconstruction, reconstruct } from './reconstruction.ts';

export interface AttackOptions {
  readonly population: number;
  /** Times that membership is tried in each world; the others follow. At least 200. */
  readonly trials: number;
  /** People whose lists are measured, and as many others, 500 at most, whose histories the gate has; 50 or more. */
  readonly tested: number;
  /** Times that all noise is drawn for each way of poisoning. */
  readonly runs: number;
  readonly seed: number;
  readonly gateOver: GateOver;
  readonly say: (line: string) => void;
}

/** What the attacks came to; each with a control without noise that must succeed. */
export interface AttackReport {
  readonly population: number;
  readonly cohort: { readonly smallest: number; readonly honest: number; readonly poisoned: number };
  readonly membership: Readonly<
    Record<'one' | 'lifetime' | 'oneEncodedEach' | 'quarterOfNoise' | 'withoutNoise', MembershipAttack>
  >;
  readonly membershipOfModel: Readonly<Record<'private' | 'withoutNoise', ModelMembership>>;
  readonly reconstruction: Readonly<Record<'private' | 'withoutNoise', Reconstruction>>;
  readonly poisoning: {
    readonly cohorts: number;
    readonly sybils: number;
    readonly title: string;
    readonly rows: readonly PoisonRow[];
  };
}

/** As many cohorts as make the mean a trimmed one. */
const cohortCount = 5;
const sybilShare = 0.05;
const mostOfModel = 1000;
const targets = 4;

/**
 * Attacks the model update of drawn people at the least noise that devices accept: who is in a sum or a model, what a person watched,
 * and what poison does. @throws ParlourError `simulate/too-few-people`
 */
export async function simulateAttacks(options: AttackOptions): Promise<AttackReport> {
  const { population, trials, tested, runs, seed, say } = options;
  const size = Math.min(Math.floor(population / cohortCount), LIMITS.maximumCohort);
  if (size < LIMITS.minimumReports)
    throw new ParlourError('simulate/too-few-people', {
      message: `${population} people are too few for ${cohortCount} cohorts of ${LIMITS.minimumReports}.`,
      meaning: 'Nothing was attacked and nothing was measured.',
      mend: `Give --population ${cohortCount * LIMITS.minimumReports} or more.`,
    });
  const attacked = attackedPeople(await drawnPeople(population, seed, tested));
  const plan = await attackedPlan(attacked.basis, LIMITS.minimumReports);
  const random = seededWords(seed);
  const sizes = { others: honestOf(plan) - 1, outside: 0 };
  const targetOf = (trial: number) => drawTarget(attacked.answers, sizes, seed * 1_000_003 + trial);
  const ofSums = (noise: number, count: number, encoding: 'each' | 'at-once') =>
    membershipOfSums({ plan, targetOf, trials: count, noise, encoding, random });
  const few = Math.ceil(trials / 20);
  const hidden = ofSums(1, trials, 'at-once');
  say(`membership of sums: ${trials} trials`);
  const membership = {
    ...hidden,
    oneEncodedEach: ofSums(1, few, 'each').one,
    quarterOfNoise: ofSums(0.25, trials, 'at-once').one,
    withoutNoise: ofSums(0, few, 'each').one,
  };
  const read = (noise: number, count: number, encoding: 'each' | 'at-once') =>
    reconstruct(attacked, { plan, trials: count, noise, encoding, random });
  const reconstruction = {
    private: read(1, Math.ceil(trials / 4), 'at-once'),
    withoutNoise: read(0, few, 'each'),
  };
  say('what a person watched, read off sums');
  const members = Array.from({ length: Math.min(population, mostOfModel) }, (_, person) => person);
  const modelPlan = await attackedPlan(attacked.basis, members.length);
  const ofModel = (noise: 0 | 1, count: number) =>
    membershipOfModel(attacked, { plan: modelPlan, members, targets, trials: count, random, noise });
  const models = { private: ofModel(1, Math.ceil(trials / 20)), withoutNoise: ofModel(0, 2) };
  say('membership of models');
  const sybils = Math.round(sybilShare * size);
  const cohorts = Array.from({ length: cohortCount }, (_, at) =>
    Array.from({ length: size }, (__, place) => at * size + place),
  );
  const poisoned = poisoning({
    attacked,
    plan: await attackedPlan(attacked.basis, size),
    cohorts,
    sybils,
    runs,
    seed,
    gate: options.gateOver(gateCases(attacked.people.tuning.cases.slice(0, tested))),
  });
  say('poisoning');
  return {
    population,
    cohort: { smallest: LIMITS.minimumReports, honest: honestOf(plan), poisoned: size },
    membership,
    membershipOfModel: models,
    reconstruction,
    poisoning: { cohorts: cohortCount, sybils, ...poisoned },
  };
}
