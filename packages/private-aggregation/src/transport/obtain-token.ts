import { ParlourError, type TokenAdmission } from '@parlour/wire';
import { type Bytes, equalBytes, toHex, zero } from '../secure-aggregation/bytes.ts';
import { beginToken } from '../tokens/begin-token.ts';
import type { EpochKeys } from '../tokens/epoch-keys.ts';
import { finishToken } from '../tokens/finish-token.ts';
import {
  type HeldToken,
  type PendingToken,
  tokenStateFromBytes,
  tokenStateToBytes,
} from '../tokens/pending-token.ts';
import { tokenError } from '../tokens/token-error.ts';
import type { TokenTools } from '../tokens/token-tools.ts';
import type { RoundStore } from './round-channel.ts';
import type { TokenDoor } from './token-door.ts';

export interface TokenErrand {
  readonly tools: TokenTools;
  readonly door: TokenDoor;
  /** Of this epoch's token alone; encrypts what it is given. */
  readonly store: RoundStore;
  readonly keys: EpochKeys;
  readonly admission: TokenAdmission;
  /** 32 bytes of fresh randomness, for the one-time key; cleared afterwards. */
  readonly seed: () => Bytes;
  /** Lets time pass before the `attempt`-th try (1, 2, ...) after a broken line; rejects to give up. */
  readonly pause: (attempt: number) => Promise<void>;
}

/**
 * The token of one epoch: the stored one, or asked for. What is sent is stored before, so that after a reload the same is
 * asked again; of several windows one goes on.
 * @throws ParlourError `tokens/elsewhere` where another window has gone on, `-directory-changed` where the stored token is
 * of another key, as `TokenDoor.ask`, `finishToken` and `pause`. What is stored stays.
 */
export async function obtainToken(errand: TokenErrand): Promise<HeldToken> {
  const { tools, store, keys } = errand;
  const stored = await store.load();
  const revision = stored?.revision ?? 0;
  const state = stored ? tokenStateFromBytes(stored.state) : await begin(errand);
  if (state.epoch !== keys.epoch || !equalBytes(state.tokenKeysHash, keys.tokenKeysHash)) {
    throw tokenError('directory-changed');
  }
  if (state.phase === 'held') {
    return state;
  }
  const held = await finishToken(tools, state, await ask(errand, state));
  await keep(store, held, Math.max(revision, 1) + 1);
  return held;
}

async function begin({ tools, keys, store, seed }: TokenErrand): Promise<PendingToken> {
  const signingSeed = seed();
  const pending = await beginToken(tools, keys, signingSeed);
  zero(signingSeed);
  await keep(store, pending, 1);
  return pending;
}

async function keep(store: RoundStore, state: PendingToken | HeldToken, revision: number): Promise<void> {
  if (!(await store.save(tokenStateToBytes(state), revision))) {
    throw tokenError('elsewhere');
  }
}

async function ask(
  { door, admission, pause }: TokenErrand,
  { epoch, blinded }: PendingToken,
): Promise<Bytes> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await door.ask({ admission, epoch, blinded: toHex(blinded) });
    } catch (error) {
      if (!(error instanceof ParlourError && error.code === 'tokens/unreachable')) {
        throw error;
      }
      await pause(tried);
    }
  }
}
