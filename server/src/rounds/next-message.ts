import { type Bytes, type Kind, messageTo, refusal } from '@parlour/private-aggregation';
import { isLeg, legs } from './leg-times.ts';
import { saidKind } from './message-kinds.ts';
import type { KnownRound, OpenRounds } from './open-rounds.ts';

/**
 * What the aggregator says to a device next, once it has something to say.
 * @param signal ends the waiting.
 * @param turn is waited for before a long answer is made.
 * @returns undefined where the round has not come so far.
 * @throws ParlourError `aggregation/round-over` where it has gone past, `-unknown-sender`, `-malformed-message` for a kind
 * that nobody waits for.
 */
export async function nextMessage(
  rounds: OpenRounds,
  id: string,
  kind: Kind,
  signingKey: string,
  signal: AbortSignal,
  turn?: () => Promise<void>,
): Promise<Bytes | undefined> {
  const wanted = legs.findIndex((leg) => saidKind[leg] === kind);
  if (wanted < 0) throw refusal('malformed-message', 'kind');
  for (;;) {
    const changed = rounds.change(id, signal);
    let known = await rounds.get(id);
    if (kind === 'deliveries' && known.phase === 'reporting') {
      await turn?.();
      known = await rounds.get(id);
    }
    const said = await sayNow(known, wanted, signingKey);
    if (said) return said;
    await changed;
    if (signal.aborted) {
      // Whatever woke nobody because it got lost is found here, at the latest.
      const now = await rounds.refresh(known);
      return now === known ? undefined : sayNow(now, wanted, signingKey);
    }
  }
}

/** @returns undefined before its leg. @throws ParlourError as `nextMessage`. */
async function sayNow(
  { phase, state, tools }: KnownRound,
  wanted: number,
  signingKey: string,
): Promise<Bytes | undefined> {
  if (state === undefined || !isLeg(phase) || legs.indexOf(phase) > wanted) throw refusal('round-over');
  if (legs.indexOf(phase) < wanted) return undefined;
  const index = 'indices' in state ? state.indices.get(signingKey) : undefined;
  if (index === undefined) throw refusal('unknown-sender');
  return messageTo(tools, state, index);
}
