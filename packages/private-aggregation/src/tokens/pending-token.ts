import * as v from 'valibot';
import type { Bytes } from '../secure-aggregation/bytes.ts';
import { plainFromBytes, plainToBytes } from '../secure-aggregation/plain-bytes.ts';
import { tokenError } from './token-error.ts';

const FORMAT = 1;
const bytes = v.custom<Bytes>((value) => value instanceof Uint8Array);
const common = {
  epoch: v.string(),
  publicKey: bytes,
  tokenKeysHash: bytes,
  /** 32 bytes: the secret of the one-time Ed25519 key. */
  signingSeed: bytes,
};
const PendingToken = v.object({
  phase: v.literal('pending'),
  ...common,
  prepared: bytes,
  /** What is sent, and sent again. */
  blinded: bytes,
  inverse: bytes,
});
const HeldToken = v.object({ phase: v.literal('held'), ...common, token: bytes });
const Stored = v.variant('phase', [
  v.object({ format: v.literal(FORMAT), ...PendingToken.entries }),
  v.object({ format: v.literal(FORMAT), ...HeldToken.entries }),
]);

/** A token that was or will be asked for. Its inverse could link request and token: secret, and gone once it is held. */
export type PendingToken = v.InferOutput<typeof PendingToken>;
/** A token, ready for a round of its epoch. */
export type HeldToken = v.InferOutput<typeof HeldToken>;

/** The whole state, secrets included: encrypt before storing. */
export const tokenStateToBytes = (state: PendingToken | HeldToken): Bytes =>
  plainToBytes({ format: FORMAT, ...state });

/**
 * @param stored as `tokenStateToBytes` made them; that nobody changed them is for the encryption to say.
 * @throws ParlourError `tokens/malformed-state`.
 */
export function tokenStateFromBytes(stored: Bytes): PendingToken | HeldToken {
  let plain: unknown;
  try {
    plain = plainFromBytes(stored);
  } catch (cause) {
    throw tokenError('malformed-state', { cause });
  }
  const parsed = v.safeParse(Stored, plain);
  if (!parsed.success) {
    throw tokenError('malformed-state');
  }
  const { format: _, ...state } = parsed.output;
  return state;
}
