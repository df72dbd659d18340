import { demand, refusal } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';
import { readHeader } from '../messages/signed-message.ts';
import type { Tools } from '../tools.ts';
import type { ClientState } from './client-state.ts';
import { onConfirmations } from './on-confirmations.ts';
import { onDeliveries } from './on-deliveries.ts';
import { onNeighbours } from './on-neighbours.ts';
import { onRoster } from './on-roster.ts';
import { onSurvivors } from './on-survivors.ts';

/**
 * One step of the device's machine: a message from the aggregator, and the state after it, whose `outbox` is the
 * answer. Store the state, then send the outbox; after a reload send the stored outbox again.
 *
 * Awaits the handed-in cryptography only. On success the given state is spent (its secrets that are done with are
 * cleared); on a refusal it is as it was.
 *
 * @param report the encoded report; needed in phase `shared`, where it leaves the device, and only there.
 * @throws ParlourError `aggregation/...`: see each step. A message of another leg is `-out-of-turn`; a second list of
 * survivors `-already-confirmed`; anything after unmasking `-already-unmasked`.
 */
export async function clientStep(
  tools: Tools,
  state: ClientState,
  message: Bytes,
  report?: Uint32Array,
): Promise<ClientState> {
  switch (state.phase) {
    case 'advertised':
      return onRoster(tools, state, message);
    case 'drawn':
      return onNeighbours(tools, state, message);
    case 'shared':
      demand(report !== undefined, 'bad-report', 'none');
      return onDeliveries(tools, state, message, report);
    case 'reported':
      return onSurvivors(tools, state, message);
    case 'confirmed':
      demand(readHeader(message).kind !== 'survivors', 'already-confirmed');
      return onConfirmations(tools, state, message);
    case 'unmasked':
      throw refusal('already-unmasked');
  }
}
