import * as v from 'valibot';
import type { Bytes } from '../bytes.ts';
import { atMost, count, exactly, plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { Heads } from '../sealing/heads.ts';
import { SIZES } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';

const bytes = atMost(2 ** 31);
const hash = exactly(SIZES.hash);

/** This device's updates in a room. */
export const StoredLog = v.array(v.strictObject({ sequence: count, hash, bytes }));

/** A room, but for this device's updates there. */
export const roomBesideLog = {
  epoch: v.string(),
  generation: count,
  view: v.strictObject({
    heads: Heads,
    hashes: v.record(v.string(), v.array(v.tuple([count, hash]))),
    claims: Heads,
    forks: v.array(v.strictObject({ device: v.string(), sequence: count })),
    covered: v.optional(Heads),
  }),
  records: v.array(v.string()),
  checkpoint: v.optional(bytes),
  isPublished: v.boolean(),
};

/** What of a state is the same kind of thing in a change of it. */
export const besideDocument = {
  format: v.literal(1),
  records: v.array(bytes),
  /** Hashes of records that have ever been in the chain. */
  accepted: v.array(v.string()),
  isConfirmed: v.boolean(),
  epochKeys: v.record(v.string(), exactly(SIZES.key)),
  /** Ids of rooms that must not be written to any more. */
  abandoned: v.array(v.string()),
  /** Id of the room that is written to. */
  current: v.optional(v.string()),
};

/** All that a replica goes on from after a restart. Secret: it belongs into the vault and nowhere else. */
export const ReplicaState = v.strictObject({
  ...besideDocument,
  signingSeed: exactly(SIZES.seed),
  kemSeed: exactly(SIZES.seed),
  rooms: v.array(v.strictObject({ ...roomBesideLog, log: StoredLog })),
  /** The inner document. */
  document: bytes,
  /** Edits not yet sealed, which the document holds already. */
  pending: v.optional(bytes),
});
export type ReplicaState = v.InferOutput<typeof ReplicaState>;
/** But for the inner document and its edits. */
export type StateBesideDocument = Omit<ReplicaState, 'document' | 'pending'>;

export const stateToBytes = (state: ReplicaState): Bytes => plainToBytes(state);

/** @throws ParlourError `sync/bad-state` */
export function stateFromBytes(stored: Uint8Array): ReplicaState {
  const state = plainFromBytes(ReplicaState, stored);
  if (state === undefined) throw syncError('bad-state');
  return state;
}
