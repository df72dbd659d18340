import { demand } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';
import { checkMemberSet, isMember, memberCount } from '../member-set.ts';
import { writeConfirmation } from '../messages/confirmation.ts';
import { NO_INDEX, openMessage, signMessage } from '../messages/signed-message.ts';
import { readSurvivors, type Survivors } from '../messages/survivors.ts';
import type { Tools } from '../tools.ts';
import type { Confirmed, Reported } from './client-state.ts';

/**
 * Leg 4: signs the list of survivors it was shown, the only one it will sign in this round.
 * @throws ParlourError `aggregation/survivors-overlap`, `-survivors-incomplete`, `-not-a-survivor`,
 * `-too-few-survivors`, `-too-few-neighbours`, and as `openMessage`.
 */
export async function onSurvivors({ suite }: Tools, state: Reported, message: Bytes): Promise<Confirmed> {
  const expected = { kind: 'survivors', context: state.context, sender: NO_INDEX } as const;
  const sets = readSurvivors(await openMessage(suite, message, expected, state.aggregatorKey));
  checkSurvivors(state, sets);
  const { sharers, context, index, signingSeed } = state;
  const { survivors } = sets;
  const body = writeConfirmation({ sharers, survivors });
  const outbox = await signMessage(
    suite,
    { kind: 'confirmation', context, sender: index },
    body,
    signingSeed,
  );
  return { ...state, phase: 'confirmed', outbox, survivors };
}

function checkSurvivors(state: Reported, { survivors, dropped }: Survivors): void {
  checkMemberSet(survivors, state.clients);
  checkMemberSet(dropped, state.clients);
  demand(
    survivors.every((bits, i) => (bits & dropped[i]) === 0),
    'survivors-overlap',
  );
  demand(
    survivors.every((bits, i) => (bits | dropped[i]) === state.sharers[i]),
    'survivors-incomplete',
  );
  demand(isMember(survivors, state.index), 'not-a-survivor');
  const { graph, setup, signers } = state;
  const most = Math.max(setup.minimumReports, graph.threshold);
  demand(memberCount(survivors) >= most, 'too-few-survivors', String(memberCount(survivors)));
  const left = signers.filter(({ index }) => isMember(survivors, index));
  demand(left.length >= graph.threshold, 'too-few-neighbours', String(left.length));
}
