import type { LegTimes } from '@parlour/wire';
import type { RoundPhase } from '../database/schema/rounds.ts';

/** Legs that wait for devices, in order. */
export const legs = ['advertising', 'sharing', 'reporting', 'confirming', 'unmasking'] as const;
export type Leg = (typeof legs)[number];

export const isLeg = (phase: RoundPhase): phase is Leg => (legs as readonly string[]).includes(phase);

/**
 * Where a round was given none. A report of 183,000 words is half a megabyte to upload; everything else is a few kilobytes
 * and an answer at once.
 */
export const defaultLegTimes: LegTimes = {
  deadline: { advertising: 120, sharing: 60, reporting: 120, confirming: 60, unmasking: 60 },
  grace: 2,
};
