import { arms } from './experiment-arm.ts';
import { type ArmSum, armSums, qualityDimension } from './quality.ts';

/** A released sum of the quality query, decoded. */
export interface QualitySum {
  readonly epoch: string;
  /** Slot by slot, as of `armSums`. */
  readonly slots: Float64Array;
  readonly reports: number;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
}

/** All released sums of one experiment together. */
export interface ExperimentSum {
  readonly current: ArmSum;
  readonly candidate: ArmSum;
  readonly rounds: number;
  readonly epochs: number;
  readonly reports: number;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
}

/**
 * Adds up what rounds released to one experiment's query; those that are of another size are left out. They are added and not trimmed, as who is
 * in which arm differs by chance from round to round: a device that ignores the protocol is held by the length of its round's sum alone.
 */
export function experimentOfSums(sums: readonly QualitySum[]): ExperimentSum {
  const whole = sums.filter(({ slots }) => slots.length === qualityDimension);
  const total = new Float64Array(qualityDimension);
  for (const { slots } of whole) slots.forEach((value, at) => (total[at] += value));
  const [current, candidate] = armSums(total);
  return {
    [arms[0]]: current,
    [arms[1]]: candidate,
    rounds: whole.length,
    epochs: new Set(whole.map(({ epoch }) => epoch)).size,
    reports: whole.reduce((all, { reports }) => all + reports, 0),
    noise: Math.sqrt(whole.reduce((all, { noise }) => all + noise ** 2, 0)),
  };
}
