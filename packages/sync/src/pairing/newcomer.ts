import { type Bytes, concat } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import { fromMessage, type HandedOn } from '../replica/handed-on.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';
import type { SyncErrorName } from '../sync-error.ts';
import { newSecret, type PairingCode } from './pairing-code.ts';
import { codeKey, commitmentTo, PAIRING_LIFETIME, sessionKey, shortString } from './pairing-keys.ts';
import { openMessage, sealMessage, signedOpening } from './pairing-messages.ts';

interface Begun {
  readonly until: number;
  readonly code: Required<PairingCode>;
}

/** The new device's side: shows a code, compares numbers, is welcomed. Each code is used once, whatever comes of it. */
export type Newcomer =
  | (Begun & {
      readonly phase: 'shown';
      readonly kemSeed: Bytes;
      readonly nonce: Bytes;
      readonly hello: Bytes;
    })
  | (Begun & {
      readonly phase: 'comparing';
      readonly session: Bytes;
      /** What the screen shows. */
      readonly numbers: string;
      readonly isConfirmed: boolean;
      readonly welcome: HandedOn | undefined;
    })
  | ({ readonly phase: 'paired' } & HandedOn)
  | { readonly phase: 'failed'; readonly reason: SyncErrorName };

export interface NewcomerStep {
  readonly state: Newcomer;
  /** To be sent to the rendezvous. */
  readonly send?: Bytes;
}

export type NewcomerInput =
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'confirmed' | 'rejected' | 'time' };

/** @param now milliseconds, monotonic. */
export function beginAsNewcomer(
  tools: Tools,
  now: number,
): NewcomerStep & { readonly state: Begun & Newcomer } {
  const kemSeed = tools.random(SIZES.seed);
  const nonce = tools.random(32);
  const kem = tools.suite.kemPublic(kemSeed);
  const code = { secret: newSecret(tools), fingerprint: tools.suite.sha256(kem) };
  const commitment = commitmentTo(tools.suite, nonce);
  const hello = sealMessage(tools, 'hello', codeKey(tools.suite, code.secret), { kem, commitment });
  return {
    state: { phase: 'shown', until: now + PAIRING_LIFETIME, code, kemSeed, nonce, hello },
    send: hello,
  };
}

export function newcomerStep(
  tools: Tools,
  keys: DeviceKeys,
  state: Newcomer,
  input: NewcomerInput,
  now: number,
): NewcomerStep {
  if (state.phase === 'paired' || state.phase === 'failed') return { state };
  if (now >= state.until) return failed('pairing-expired');
  if (input.kind === 'time') return { state };
  if (input.kind === 'rejected') return failed('pairing-stopped');
  if (state.phase === 'shown')
    return input.kind === 'message' ? answered(tools, keys, state, input.bytes) : { state };
  return input.kind === 'message'
    ? welcomed(tools.suite, keys, state, input.bytes)
    : settled({ ...state, isConfirmed: true });
}

function answered(
  tools: Tools,
  keys: DeviceKeys,
  state: Newcomer & { phase: 'shown' },
  bytes: Uint8Array,
): NewcomerStep {
  const { suite } = tools;
  const { code, kemSeed, nonce, hello, until } = state;
  const answer = openMessage(suite, 'answer', codeKey(suite, code.secret), bytes);
  const shared = answer && suite.decapsulate(kemSeed, answer.ciphertext);
  // The relay can keep the devices apart in any case; it gets no second try at a code.
  if (answer === undefined || shared === undefined) return failed('pairing-refused');
  const transcript = suite.sha256(concat(hello, new Uint8Array(bytes)));
  const session = sessionKey(suite, { shared, secret: code.secret, transcript });
  const numbers = shortString(suite, session, nonce, answer.nonce);
  const signature = suite.sign(keys.signingSeed, signedOpening(session));
  return {
    state: { phase: 'comparing', until, code, session, numbers, isConfirmed: false, welcome: undefined },
    send: sealMessage(tools, 'opening', session, { nonce, card: keys.card, signature }),
  };
}

function welcomed(
  suite: SyncSuite,
  keys: DeviceKeys,
  state: Newcomer & { phase: 'comparing' },
  bytes: Uint8Array,
): NewcomerStep {
  const welcome = openMessage(suite, 'welcome', state.session, bytes);
  const handedOn = welcome && fromMessage(suite, welcome);
  if (handedOn?.group.members.devices.has(keys.id) !== true) return failed('pairing-refused');
  return settled({ ...state, welcome: handedOn });
}

/** Both the person's word and the welcome are needed, in whichever order they come. */
const settled = (state: Newcomer & { phase: 'comparing' }): NewcomerStep =>
  state.isConfirmed && state.welcome ? { state: { phase: 'paired', ...state.welcome } } : { state };

const failed = (reason: SyncErrorName): NewcomerStep => ({ state: { phase: 'failed', reason } });
