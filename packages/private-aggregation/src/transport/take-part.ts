import { ParlourError } from '@parlour/wire';
import { demand } from '../refusal.ts';
import type { Bytes } from '../secure-aggregation/bytes.ts';
import { clientStep } from '../secure-aggregation/client/client.ts';
import type { ClientState } from '../secure-aggregation/client/client-state.ts';
import { clientStateFromBytes, clientStateToBytes } from '../secure-aggregation/client/state-bytes.ts';
import type { Kind } from '../secure-aggregation/messages/signed-message.ts';
import type { Tools } from '../secure-aggregation/tools.ts';
import type { RoundChannel, RoundStore } from './round-channel.ts';

export interface Participation {
  readonly tools: Tools;
  readonly channel: RoundChannel;
  readonly store: RoundStore;
  /** Joins the round, where nothing is stored of it: see `joinRound`. */
  readonly join: () => Promise<ClientState>;
  /**
   * The encoded report; asked for when it is about to leave, so that whoever gives it has reserved the budget. May be
   * asked again after a reload that came before anything was stored.
   */
  readonly report: () => Promise<Uint32Array>;
  /**
   * Lets time pass before the `attempt`-th try (1, 2, ...) after a broken line, or the `attempt`-th look for a message that
   * is not there yet; rejects to give up.
   */
  readonly pause: (attempt: number, why: 'unreachable' | 'nothing-yet') => Promise<void>;
}

/** What the aggregator says next to a device in each phase. */
const AWAITED = {
  advertised: 'roster',
  drawn: 'neighbours',
  shared: 'deliveries',
  reported: 'survivors',
  confirmed: 'confirmations',
} as const satisfies Partial<Record<ClientState['phase'], Kind>>;

/**
 * Takes part in one round to its end, or goes on after a reload where it was. Every state is stored before its message
 * is sent; after a reload the stored message is sent again, byte for byte. Resolves when the device's part is done: also
 * where the last leg closed without it, because others' shares were enough.
 *
 * Of several windows that take part in one round with one store, one goes on and sends: two reports under the same masks
 * would give away the difference of their noise, two signed lists of survivors both kinds of shares.
 *
 * @throws ParlourError `aggregation/elsewhere` where another window has gone on; as `clientStep`, `RoundChannel.post` (refusals; what is unreachable is tried again) and `pause`.
 * The store is left as it is, for whoever decides that the round is over to clear.
 */
export async function takePart(participation: Participation): Promise<void> {
  const { channel, store } = participation;
  const stored = await store.load();
  let revision = stored?.revision ?? 0;
  const keep = async (next: ClientState) => {
    revision += 1;
    demand(await store.save(clientStateToBytes(next), revision), 'elsewhere');
    return next;
  };
  let state = stored ? clientStateFromBytes(stored.state) : await keep(await participation.join());
  for (;;) {
    const { outbox, phase } = state;
    if (phase === 'confirmed' || phase === 'unmasked') return lastLeg(participation, state, keep);
    const answer = await untilReached(participation, () => channel.post(outbox));
    const message =
      phase === 'drawn' && answer !== undefined ? answer : await next(participation, AWAITED[phase]);
    state = await keep(await step(participation, state, message));
  }
}

/** The report is in and its survivor has signed: what is left is to open shares, if they are still asked for. */
async function lastLeg(
  participation: Participation,
  state: ClientState,
  keep: (next: ClientState) => Promise<ClientState>,
): Promise<void> {
  const { channel, store } = participation;
  try {
    let last = state;
    await untilReached(participation, () => channel.post(last.outbox));
    if (last.phase === 'confirmed') {
      last = await keep(await step(participation, last, await next(participation, AWAITED.confirmed)));
      await untilReached(participation, () => channel.post(last.outbox));
    }
  } catch (error) {
    if (!(error instanceof ParlourError && error.code === 'aggregation/round-over')) throw error;
  }
  return store.clear();
}

async function step(
  { tools, report }: Participation,
  state: ClientState,
  message: Bytes,
): Promise<ClientState> {
  if (state.phase !== 'shared') {
    return clientStep(tools, state, message);
  }
  const words = await report();
  try {
    return await clientStep(tools, state, message, words);
  } finally {
    words.fill(0);
  }
}

async function next(participation: Participation, kind: Kind): Promise<Bytes> {
  for (let looked = 1; ; looked += 1) {
    const message = await untilReached(participation, () => participation.channel.next(kind));
    if (message !== undefined) {
      return message;
    }
    await participation.pause(looked, 'nothing-yet');
  }
}

async function untilReached<T>({ pause }: Participation, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ParlourError && error.code === 'aggregation/unreachable')) {
        throw error;
      }
      await pause(tried, 'unreachable');
    }
  }
}
