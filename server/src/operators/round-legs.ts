import type { RoundLeg } from '@parlour/wire/api';
import type { RoundPhase } from '../database/schema/rounds.ts';
import { type Leg, legs } from '../rounds/leg-times.ts';
import { keptKind, kindNumber } from '../rounds/message-kinds.ts';

/** What is known of a round that its legs are told from. */
export interface RoundProgress {
  readonly phase: RoundPhase;
  /** Places. */
  readonly cohortSize: number;
  /** Kept answers by the number of their kind. */
  readonly answers: ReadonlyMap<number, number>;
}

/** How many devices answered a leg. */
export const answersOf = (leg: Leg, answers: ReadonlyMap<number, number>): number =>
  answers.get(kindNumber(keptKind[leg])) ?? 0;

/**
 * Each leg of a round. Of one that was aborted it is not kept in which leg that was: legs that somebody answered were begun.
 */
export function roundLegs({ phase, cohortSize, answers }: RoundProgress): RoundLeg[] {
  const at = (legs as readonly string[]).indexOf(phase);
  let expected = cohortSize;
  return legs.map((leg, i) => {
    const answered = answersOf(leg, answers);
    const state = stateOf(phase, at, i, answered);
    const could = state === 'to-come' ? null : expected;
    expected = answered;
    return { leg, state, answers: answered, expected: could };
  });
}

function stateOf(phase: RoundPhase, at: number, i: number, answered: number): RoundLeg['state'] {
  if (phase === 'aborted') return answered > 0 ? 'closed' : 'to-come';
  if (at < 0 || i < at) return 'closed';
  return i === at ? 'open' : 'to-come';
}
