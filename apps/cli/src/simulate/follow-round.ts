import { setTimeout as pause } from 'node:timers/promises';
import { ParlourError } from '@parlour/wire';
import type { RoundStatus } from '@parlour/wire/api';
import type { OperatorClient } from '../operator/operator-client.ts';
import { clock } from './request-times.ts';
import type { WatchedProcesses } from './watch-processes.ts';

/** A round that is over, as it was seen from outside. */
export interface FollowedRound {
  readonly round: RoundStatus;
  /** Milliseconds since 1970 at which each phase was first seen. */
  readonly seen: Readonly<Partial<Record<RoundStatus['phase'], number>>>;
}

/** Milliseconds between looks: what times of phases are right to. */
export const betweenLooks = 100;
/** Longer than all deadlines together. */
const mostMinutes = 30;

/**
 * Watches the first round of a bundle until it is over.
 * @throws ParlourError `simulate/no-end` where it isn't within half an hour.
 */
export async function followRound(
  operator: OperatorClient,
  bundle: string,
  onPhase: (phase: RoundStatus['phase']) => void,
  processes: Pick<WatchedProcesses, 'look'>,
): Promise<FollowedRound> {
  const seen: Partial<Record<RoundStatus['phase'], number>> = {};
  const until = clock() + mostMinutes * 60_000;
  while (clock() < until) {
    const [{ rounds }] = await Promise.all([
      operator.ask('GET /api/operator/rounds', { query: { bundle } }),
      processes.look(),
    ]);
    const round = rounds.at(-1);
    if (round !== undefined && seen[round.phase] === undefined) {
      seen[round.phase] = clock();
      onPhase(round.phase);
    }
    if (round !== undefined && round.endedAt !== null) return { round, seen };
    await pause(betweenLooks);
  }
  throw new ParlourError('simulate/no-end', {
    message: `The round is not over after ${mostMinutes} minutes.`,
    meaning: 'Nothing was released.',
    mend: 'See that a queue runs (npm start, or parlour start --role queue).',
  });
}
