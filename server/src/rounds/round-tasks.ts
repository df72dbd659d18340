import type { TaskList } from 'graphile-worker';
import * as v from 'valibot';
import { addingStates } from './adding-states.ts';
import { closeOpenLeg } from './close-open-leg.ts';
import { finishRound } from './finish-round.ts';
import { legs, type LegTimes } from './leg-times.ts';
import type { RoundFrame } from './round-frame.ts';
import { takeMasksAway } from './take-masks-away.ts';

const round = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const CloseLeg = v.strictObject({ round, leg: v.picklist(legs) });
const Unmask = v.strictObject({ round, job: v.string() });
const Finish = v.strictObject({ round });

/** What queue workers do for rounds. Each is one transaction or can be done again. */
export function roundTasks(frame: RoundFrame, times: LegTimes): TaskList {
  const adding = addingStates();
  return {
    'close-leg': async (payload) => {
      const { round: id, leg } = v.parse(CloseLeg, payload);
      await closeOpenLeg(frame, id, leg, times);
    },
    unmask: async (payload) => {
      const { round: id, job } = v.parse(Unmask, payload);
      await takeMasksAway(frame, adding, id, job);
    },
    'finish-round': async (payload) => finishRound(frame, v.parse(Finish, payload).round),
  };
}
