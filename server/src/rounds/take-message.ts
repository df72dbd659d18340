import { type Bytes, checkMessage, refusal } from '@parlour/private-aggregation';
import type { KeepMessage } from './keep-message.ts';
import { isLeg } from './leg-times.ts';
import type { LegWatch } from './leg-watch.ts';
import { keptKind } from './message-kinds.ts';
import type { KnownRound, OpenRounds } from './open-rounds.ts';
import type { OutcomeCounts } from './outcome-counts.ts';
import type { ReportParts } from './report-parts.ts';

export interface TakingMessages {
  readonly keep: KeepMessage;
  readonly rounds: OpenRounds;
  readonly watch: Pick<LegWatch, 'kept'>;
  readonly outcomes: Pick<OutcomeCounts, 'count'>;
  readonly parts: Pick<ReportParts, 'add'>;
}

/**
 * Takes a message of a device: checked, stored, and only then acknowledged. What this replica knows of the round may be
 * old; it then looks once more before it refuses.
 * @returns the answer, where the message asks for one.
 * @throws ParlourError as `checkMessage` and `KeepMessage`.
 */
export async function takeMessage(
  taking: TakingMessages,
  id: string,
  message: Bytes,
): Promise<Bytes | undefined> {
  const known = await taking.rounds.get(id);
  let now: KnownRound;
  try {
    const taken = await take(taking, known, message);
    if (taken !== 'moved') return taken.reply;
    now = await taking.rounds.refresh(known);
  } catch (refused) {
    now = await taking.rounds.refresh(known);
    if (now.phase === known.phase) throw refused;
  }
  const again = await take(taking, now, message);
  if (again === 'moved') throw refusal('round-over');
  return again.reply;
}

async function take(
  { keep, watch, outcomes, parts }: TakingMessages,
  known: KnownRound,
  message: Bytes,
): Promise<{ reply?: Bytes } | 'moved'> {
  const { state, phase, tools, tokenEpoch } = known;
  if (state === undefined) throw refusal('round-over');
  const { kind, outcome, signingKey, reply } = await checkMessage(tools, state, message);
  if (reply) return { reply };
  const repeated = () => {
    outcomes.count(known.id, 'duplicate');
    return {};
  };
  if (outcome === 'repeated') return repeated();
  if (!isLeg(phase) || keptKind[phase] !== kind) throw refusal('out-of-turn', kind);
  const { cohortSize } = state.setup;
  const kept = await keep({
    round: known.id,
    leg: phase,
    tokenEpoch,
    cohortSize,
    signingKey,
    message,
  });
  if (kept === 'moved') return 'moved';
  if (kept === 'repeated') return repeated();
  if (phase === 'reporting') parts.add(known, signingKey, message);
  watch.kept(known);
  return {};
}
