import { type Bytes, concat, equalBytes } from '../bytes.ts';
import type { DeviceCard } from '../keys/device-keys.ts';
import { type HandedOn, toMessage } from '../replica/handed-on.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';
import type { SyncErrorName } from '../sync-error.ts';
import type { PairingCode } from './pairing-code.ts';
import { codeKey, commitmentTo, PAIRING_LIFETIME, sessionKey, shortString } from './pairing-keys.ts';
import { openMessage, sealMessage, signedOpening } from './pairing-messages.ts';

interface Begun {
  readonly until: number;
  readonly code: PairingCode;
}

/** The side of the device that belongs already: reads a code, compares numbers, adds the new device. */
export type Host =
  | (Begun & { readonly phase: 'waiting' })
  | (Begun & {
      readonly phase: 'answered';
      readonly session: Bytes;
      readonly commitment: Bytes;
      readonly nonce: Bytes;
    })
  | (Begun & {
      readonly phase: 'comparing';
      readonly session: Bytes;
      /** What the screen shows. */
      readonly numbers: string;
      readonly card: DeviceCard;
    })
  /** The person has confirmed: add `card`, publish that, then `welcomeNewcomer`. */
  | { readonly phase: 'confirmed'; readonly session: Bytes; readonly card: DeviceCard }
  | { readonly phase: 'failed'; readonly reason: SyncErrorName };

export interface HostStep {
  readonly state: Host;
  /** To be sent to the rendezvous. */
  readonly send?: Bytes;
}

export type HostInput =
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'confirmed' | 'rejected' | 'time' };

/** @param now milliseconds, monotonic; the code may have been shown a while ago, which the new device counts for itself. */
export const beginAsHost = (code: PairingCode, now: number): Host => ({
  phase: 'waiting',
  until: now + PAIRING_LIFETIME,
  code,
});

export function hostStep(tools: Tools, state: Host, input: HostInput, now: number): HostStep {
  if (state.phase === 'confirmed' || state.phase === 'failed') return { state };
  if (now >= state.until) return failed('pairing-expired');
  if (input.kind === 'time') return { state };
  if (input.kind === 'rejected') return failed('pairing-stopped');
  if (state.phase === 'comparing') {
    // Nothing is due from the new device now: somebody else has the code as well.
    if (input.kind === 'message') return failed('pairing-refused');
    return { state: { phase: 'confirmed', session: state.session, card: state.card } };
  }
  if (input.kind !== 'message') return { state };
  return state.phase === 'waiting'
    ? greeted(tools, state, input.bytes)
    : opened(tools.suite, state, input.bytes);
}

/** The last message, when the record that adds the device is in the group and has been published. @param handedOn the host's replica. */
export const welcomeNewcomer = (
  tools: Tools,
  { session }: Host & { phase: 'confirmed' },
  handedOn: HandedOn,
): Bytes => sealMessage(tools, 'welcome', session, toMessage(handedOn));

function greeted(tools: Tools, state: Host & { phase: 'waiting' }, bytes: Uint8Array): HostStep {
  const { suite, random } = tools;
  const { code } = state;
  const key = codeKey(suite, code.secret);
  const hello = openMessage(suite, 'hello', key, bytes);
  const isAsShown =
    hello !== undefined && (!code.fingerprint || equalBytes(suite.sha256(hello.kem), code.fingerprint));
  const made = isAsShown ? suite.encapsulate(hello.kem, random(SIZES.kemRandomness)) : undefined;
  if (hello === undefined || made === undefined) return failed('pairing-refused');
  const nonce = random(32);
  const answer = sealMessage(tools, 'answer', key, { ciphertext: made.ciphertext, nonce });
  const transcript = suite.sha256(concat(bytes, answer));
  const session = sessionKey(suite, { shared: made.secret, secret: code.secret, transcript });
  return {
    state: { ...state, phase: 'answered', session, commitment: hello.commitment, nonce },
    send: answer,
  };
}

function opened(suite: SyncSuite, state: Host & { phase: 'answered' }, bytes: Uint8Array): HostStep {
  const { session, commitment, nonce, until, code } = state;
  const opening = openMessage(suite, 'opening', session, bytes);
  if (
    opening === undefined ||
    !equalBytes(commitmentTo(suite, opening.nonce), commitment) ||
    !suite.verify(opening.card.signing, signedOpening(session), opening.signature) ||
    // Not a key that nothing can be sealed to: it would make every later epoch impossible.
    suite.encapsulate(opening.card.kem, new Uint8Array(SIZES.kemRandomness)) === undefined
  )
    return failed('pairing-refused');
  const numbers = shortString(suite, session, opening.nonce, nonce);
  return { state: { phase: 'comparing', until, code, session, numbers, card: opening.card } };
}

const failed = (reason: SyncErrorName): HostStep => ({ state: { phase: 'failed', reason } });
