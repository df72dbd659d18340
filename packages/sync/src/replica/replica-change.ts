import * as v from 'valibot';
import type { Bytes } from '../bytes.ts';
import { atMost, count, plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { syncError } from '../sync-error.ts';
import type { JoinedRoomState } from './joined-room.ts';
import { besideDocument, roomBesideLog, type StateBesideDocument, StoredLog } from './replica-state.ts';

const bytes = atMost(2 ** 31);

/**
 * What has happened to a replica since it was stored, to be stored after that. Of lists that only grow it has what is new: records,
 * accepted, epoch keys, abandoned rooms. Secret, as the state is.
 */
export const ReplicaChange = v.strictObject({
  ...besideDocument,
  /** All of them, in order: by name (`roomName`) those that are as they were. */
  rooms: v.array(
    v.union([
      v.string(),
      v.strictObject({
        ...roomBesideLog,
        /** Sequence number of the first update that is still kept of those that were stored. */
        logFrom: count,
        logAdded: StoredLog,
      }),
    ]),
  ),
  /** Updates of the inner document, in order. */
  updates: v.array(bytes),
  /** Edits that are not sealed: those there were, if they still are, and those that came. */
  unsealed: v.strictObject({ areKept: v.boolean(), added: v.array(bytes) }),
});
export type ReplicaChange = v.InferOutput<typeof ReplicaChange>;

export const roomName = ({ epoch, generation }: Pick<JoinedRoomState, 'epoch' | 'generation'>): string =>
  `${epoch}/${generation}`;

export const changeToBytes = (change: ReplicaChange): Bytes => plainToBytes(change);

/** @throws ParlourError `sync/bad-state` */
export function changeFromBytes(stored: Uint8Array): ReplicaChange {
  const change = plainFromBytes(ReplicaChange, stored);
  if (change === undefined) throw syncError('bad-state');
  return change;
}

/** A state with everything that was stored after it. */
export interface StoredReplica {
  readonly about: StateBesideDocument;
  /** The inner document is what all of these come to, in order. */
  readonly updates: readonly Bytes[];
  /** Edits not yet sealed, which the document holds already. */
  readonly unsealed: readonly Bytes[];
}

/** @throws ParlourError `sync/bad-state` where it does not fit. */
export function withChange(
  { about, updates, unsealed }: StoredReplica,
  change: ReplicaChange,
): StoredReplica {
  const before = new Map(about.rooms.map((room) => [roomName(room), room]));
  const rooms = change.rooms.map((one) => {
    const known = before.get(typeof one === 'string' ? one : roomName(one));
    if (typeof one !== 'string') {
      const { logFrom, logAdded, ...room } = one;
      const kept = known?.log.filter(({ sequence }) => sequence >= logFrom) ?? [];
      return { ...room, log: [...kept, ...logAdded] };
    }
    if (known === undefined) throw syncError('bad-state');
    return known;
  });
  return {
    about: {
      ...about,
      records: [...about.records, ...change.records],
      accepted: [...about.accepted, ...change.accepted],
      isConfirmed: change.isConfirmed,
      epochKeys: { ...about.epochKeys, ...change.epochKeys },
      rooms,
      abandoned: [...about.abandoned, ...change.abandoned],
      current: change.current,
    },
    updates: [...updates, ...change.updates],
    unsealed: [...(change.unsealed.areKept ? unsealed : []), ...change.unsealed.added],
  };
}
