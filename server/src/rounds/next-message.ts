import { type Bytes, type Kind, messageTo, refusal } from '@parlour/private-aggregation';
import { isLeg, legs } from './leg-times.ts';
import { saidKind } from './message-kinds.ts';
import type { OpenRounds } from './open-rounds.ts';

/**
 * What the aggregator says to a device next, once it has something to say.
 * @param signal ends the waiting.
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
): Promise<Bytes | undefined> {
  const wanted = legs.findIndex((leg) => saidKind[leg] === kind);
  if (wanted < 0) throw refusal('malformed-message', 'kind');
  for (;;) {
    const changed = rounds.change(id, signal);
    const { phase, state, tools } = await rounds.get(id);
    if (state === undefined || !isLeg(phase) || legs.indexOf(phase) > wanted) throw refusal('round-over');
    if (legs.indexOf(phase) === wanted) {
      const index = 'indices' in state ? state.indices.get(signingKey) : undefined;
      if (index === undefined) throw refusal('unknown-sender');
      return messageTo(tools, state, index);
    }
    if (signal.aborted) return undefined;
    await changed;
  }
}
