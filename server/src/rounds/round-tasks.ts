import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { Tasks } from '../queue/tasks.ts';
import { addingStates } from './adding-states.ts';
import { closeOpenLeg } from './close-open-leg.ts';
import { finishRound } from './finish-round.ts';
import type { RoundFrame } from './round-frame.ts';
import { takeMasksAway } from './take-masks-away.ts';
import { unmaskThreads } from './unmask-threads.ts';

type RoundTasks = Pick<Tasks, 'close-leg' | 'unmask' | 'finish-round'>;

/** What queue workers do for rounds. Each is one transaction or can be done again. */
export function roundTasks(frame: RoundFrame): RoundTasks {
  const adding = addingStates();
  const unmasking = unmaskThreads(nodeSuite);
  return {
    'close-leg': async ({ round, leg }) => {
      await closeOpenLeg(frame, round, leg);
    },
    unmask: ({ round, job }) => takeMasksAway(frame, adding, round, job, unmasking),
    'finish-round': ({ round }) => finishRound(frame, round),
  };
}
