import { PairingMessage, type PairingSide, type PairingTurn } from '@parlour/wire/relay';
import { type Bytes, fromHex, toHex } from '../bytes.ts';
import { askRelay } from './ask-relay.ts';
import type { RelayAddress } from './relay-address.ts';

/** Which message of a pairing: `newcomer first` is the hello, `host first` the answer, `newcomer second` the opening, `host second` the welcome. */
export interface PairingPlace {
  readonly relay: RelayAddress;
  /** `rendezvousOf`. */
  readonly id: string;
  readonly side: PairingSide;
  readonly turn: PairingTurn;
}

/** @throws ParlourError `relay/pairing-over`, `relay/said-already` and others of the relay. */
export async function sayInPairing(
  { relay, id, side, turn }: PairingPlace,
  bytes: Uint8Array,
): Promise<void> {
  await askRelay({ url: relay.rendezvous(id, side, turn), body: { bytes: toHex(bytes) } });
}

/**
 * Waits until the message has been said.
 * @param signal ends the waiting, by `relay/unreachable`. @throws ParlourError `relay/pairing-over` and others of the relay.
 */
export async function hearInPairing(
  { relay, id, side, turn }: PairingPlace,
  signal: AbortSignal,
): Promise<Bytes> {
  for (;;) {
    const heard = await askRelay({ url: relay.rendezvous(id, side, turn), answer: PairingMessage, signal });
    if (heard !== undefined) return fromHex(heard.bytes);
  }
}
