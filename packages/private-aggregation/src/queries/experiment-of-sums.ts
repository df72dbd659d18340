import { type ArmSum, armSums, qualityDimension, qualityMeasures } from './quality.ts';
import { withoutOuter } from './trimmed.ts';

/** A released sum of the quality query, decoded. */
export interface QualitySum {
  readonly epoch: string;
  /** Slot by slot, as of `armSums`. */
  readonly slots: Float64Array;
  readonly reports: number;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
}

/** What rounds say of one of `qualityMeasures`. */
export interface MeasureSum {
  readonly current: ArmTotal;
  readonly candidate: ArmTotal;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
  /** A device reports once in each at most, and the same may report in all. */
  readonly epochs: number;
}

export interface ArmTotal {
  /** With the noise of the rounds. */
  readonly people: number;
  /** Of their shares. */
  readonly sum: number;
}

/** All released sums of one experiment together. */
export interface ExperimentSum {
  /** By arm, with the noise of all rounds. */
  readonly people: { readonly current: number; readonly candidate: number };
  readonly rounds: number;
  readonly epochs: number;
  readonly reports: number;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
  /** In the order of `qualityMeasures`. */
  readonly measures: readonly MeasureSum[];
}

interface Round extends QualitySum {
  readonly current: ArmSum;
  readonly candidate: ArmSum;
}

/**
 * Adds up what rounds released to one experiment's query; those that are of another size are left out. From five rounds on, for each measure, the fifth of
 * them that speaks most for the candidate and the fifth that speaks most against it are left out whole, so that no cohort alone decides (trimmed mean). Whole
 * rounds, as who is in which arm differs by chance from round to round: people and what they found stay of the same people.
 */
export function experimentOfSums(sums: readonly QualitySum[]): ExperimentSum {
  const rounds = sums
    .filter(({ slots }) => slots.length === qualityDimension)
    .map((sum): Round => {
      const [current, candidate] = armSums(sum.slots);
      return { ...sum, current, candidate };
    });
  return {
    people: {
      current: total(rounds.map(({ current }) => current.people)),
      candidate: total(rounds.map(({ candidate }) => candidate.people)),
    },
    rounds: rounds.length,
    epochs: epochsOf(rounds),
    reports: total(rounds.map(({ reports }) => reports)),
    noise: noiseOf(rounds),
    measures: qualityMeasures.map((_, measure) => measureOf(rounds, measure)),
  };
}

function measureOf(rounds: readonly Round[], measure: number): MeasureSum {
  const left = withoutOuter(rounds, speaksFor(rounds, measure));
  const armOf = (arm: 'current' | 'candidate'): ArmTotal => ({
    people: total(left.map((round) => round[arm].people)),
    sum: total(left.map((round) => round[arm].sums[measure])),
  });
  return {
    current: armOf('current'),
    candidate: armOf('candidate'),
    noise: noiseOf(left),
    epochs: epochsOf(left),
  };
}

/**
 * How far a round moves the difference between the arms' means: what its people found beyond what is usual in their arm, by how many there usually are. What
 * is usual is the median over rounds, which no fifth of them can move far.
 */
function speaksFor(rounds: readonly Round[], measure: number): (round: Round) => number {
  const usual = (['current', 'candidate'] as const).map((arm) => ({
    people: median(rounds.map((round) => round[arm].people)),
    mean: median(
      rounds.flatMap((round) => {
        const { people, sums } = round[arm];
        return people > 0 ? [sums[measure] / people] : [];
      }),
    ),
  }));
  return (round) => {
    const [current, candidate] = (['current', 'candidate'] as const).map((arm, at) => {
      const { people, sums } = round[arm];
      return (sums[measure] - usual[at].mean * people) / Math.max(1, usual[at].people);
    });
    return candidate - current;
  };
}

/** 0 of none; of an even number the lower of the two in the middle. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).at(Math.floor((values.length - 1) / 2)) ?? 0;
}

const epochsOf = (rounds: readonly QualitySum[]): number => new Set(rounds.map(({ epoch }) => epoch)).size;
const noiseOf = (rounds: readonly QualitySum[]): number => Math.hypot(...rounds.map(({ noise }) => noise));
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
