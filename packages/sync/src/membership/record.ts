import * as v from 'valibot';
import { type Bytes, concat, equalBytes, fromHex, toHex, utf8 } from '../bytes.ts';
import { DeviceCard } from '../keys/device-keys.ts';
import { SealedEpochKey } from '../keys/epoch-key.ts';
import { RecoveryCard } from '../keys/recovery-keys.ts';
import { atMost, exactly, plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';

const Id = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/**
 * What changes in who belongs. `founded`: the first device. `added`: by a member, after pairing. `removed`: with the new epoch's
 * key for the rest. `left`: by the device itself, upon which a member makes a new epoch (`rotated`). `recovered`: a device added by
 * the recovery words alone. `rewords`: new recovery words.
 */
export const Change = v.variant('kind', [
  v.strictObject({
    kind: v.literal('founded'),
    device: DeviceCard,
    recovery: RecoveryCard,
    epoch: SealedEpochKey,
  }),
  /** `key`: that of the epoch as it is, sealed to the new device alone. */
  v.strictObject({ kind: v.literal('added'), device: DeviceCard, key: SealedEpochKey }),
  v.strictObject({ kind: v.literal('removed'), device: Id, epoch: SealedEpochKey }),
  v.strictObject({ kind: v.literal('left') }),
  v.strictObject({ kind: v.literal('rotated'), epoch: SealedEpochKey }),
  v.strictObject({ kind: v.literal('recovered'), device: DeviceCard }),
  v.strictObject({
    kind: v.literal('rewords'),
    recovery: RecoveryCard,
    epoch: SealedEpochKey,
    /** Hash of the first record of all. */
    founding: exactly(SIZES.hash),
    /** Devices that had gone when the words were made, sorted: the record may stand only where they have. */
    former: v.pipe(v.array(Id), v.maxLength(2_000)),
  }),
]);
export type Change = v.InferOutput<typeof Change>;

const Body = v.strictObject({
  format: v.literal(1),
  /** Random; the same in all records of a person. */
  group: exactly(16),
  /** Hash of the record before; zeros for the first. */
  previous: exactly(SIZES.hash),
  /** Ed25519 public key that signed: a member's, or the recovery words'. */
  author: exactly(SIZES.signingPublic),
  change: Change,
});
export type Body = v.InferOutput<typeof Body>;

const Signed = v.strictObject({
  body: atMost(2 ** 18),
  signature: exactly(SIZES.signature),
  /**
   * By the new recovery words, where a record names them: nobody can found a record in their name without having them. New words
   * sign for the group and who had gone, not for the place: a record that was displaced is made anew when the words are on paper only,
   * and yet nobody who had gone can use it.
   */
  countersignature: v.optional(exactly(SIZES.signature)),
});

/** A membership record whose signatures are right; whether it may stand where it stands is for `follow` to say. */
export interface Record extends Body {
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
  readonly bytes: Bytes;
  readonly authorId: string;
  readonly previousHash: string;
  readonly countersignature: Bytes | undefined;
}

export const noRecord: Bytes = new Uint8Array(SIZES.hash);

/** @param countersignature by the words that a `founded` or `rewords` record names (`countersign`). */
export function signRecord(
  suite: SyncSuite,
  body: Body,
  signingSeed: Uint8Array,
  countersignature?: Bytes,
): Record {
  const bytes = plainToBytes(body);
  const signature = suite.sign(signingSeed, signed(bytes));
  const whole = plainToBytes({ body: bytes, signature, ...(countersignature && { countersignature }) });
  return recordOf(suite, whole, body, countersignature);
}

/** @param recoverySeed of the words that the record names. */
export const countersign = (suite: SyncSuite, body: Body, recoverySeed: Uint8Array): Bytes =>
  suite.sign(recoverySeed, countersigned(body, plainToBytes(body)));

/** Undefined for what is no record, or is not signed by whom it says. */
export function readRecord(suite: SyncSuite, bytes: Uint8Array): Record | undefined {
  const outer = plainFromBytes(Signed, bytes);
  const body = outer && plainFromBytes(Body, outer.body);
  if (outer === undefined || body === undefined) return undefined;
  if (!suite.verify(body.author, signed(outer.body), outer.signature)) return undefined;
  const { change } = body;
  const { countersignature } = outer;
  if (change.kind === 'founded' || change.kind === 'rewords') {
    if (!countersignature) return undefined;
    if (!suite.verify(change.recovery.signing, countersigned(body, outer.body), countersignature))
      return undefined;
  } else if (countersignature !== undefined) return undefined;
  return recordOf(suite, bytes, body, countersignature);
}

/** What boxes of an epoch's key are bound to. */
export const placeOf = ({ group, previous }: Pick<Body, 'group' | 'previous'>): Bytes =>
  concat(group, previous);

export const isFirst = ({ previous }: Body): boolean => equalBytes(previous, noRecord);

/** Before anything about it is checked. In hex. */
export const hashOfRecord = (suite: SyncSuite, bytes: Uint8Array): string =>
  toHex(suite.sha256(utf8('parlour-sync/record'), bytes));

function recordOf(
  suite: SyncSuite,
  bytes: Uint8Array,
  body: Body,
  countersignature: Bytes | undefined,
): Record {
  return {
    ...body,
    hash: hashOfRecord(suite, bytes),
    bytes: new Uint8Array(bytes),
    authorId: toHex(body.author),
    previousHash: toHex(body.previous),
    countersignature,
  };
}

const signed = (body: Uint8Array): Bytes => concat(utf8('parlour-sync/1/record'), body);
function countersigned({ group, change }: Body, bytes: Uint8Array): Bytes {
  if (change.kind !== 'rewords') return concat(utf8('parlour-sync/1/words'), bytes);
  const { founding, former, recovery } = change;
  const { signing, kem, mailbox } = recovery;
  return concat(
    utf8('parlour-sync/1/new-words'),
    group,
    founding,
    signing,
    kem,
    mailbox,
    ...former.map((device) => fromHex(device)),
  );
}
