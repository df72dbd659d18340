import * as Y from 'yjs';
import { owned } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import type { Group } from '../membership/group.ts';
import type { Payload } from '../sealing/payload.ts';
import { type SealedUpdate, sealUpdate } from '../sealing/sealed-update.ts';
import type { Tools } from '../suite/sync-suite.ts';
import type { JoinedRoom } from './joined-room.ts';
import type { UnsealedEdits } from './unsealed-edits.ts';

/** What a payload says beside what its author has seen. */
export type Content = Omit<Payload, 'heads'>;

/** What stands for all updates that it covers, the membership records in them included. */
export function wholeRecord(group: Group, document: Y.Doc): Content {
  const records = [...group.records.values()].map(({ bytes }) => bytes);
  const snapshot = owned(Y.encodeSnapshot(Y.snapshot(document)));
  return { update: owned(Y.encodeStateAsUpdate(document)), snapshot, isCheckpoint: true, records };
}

/** What a device has to say in a room: its edits, or all that it knows where it has said nothing yet. They count as said. */
export function unsealedIn(joined: JoinedRoom, edits: UnsealedEdits, group: Group, document: Y.Doc): Content {
  const update = edits.merged();
  edits.clear();
  if (joined.isPublished) return update === undefined ? {} : { update };
  joined.isPublished = true;
  return joined.checkpoint === undefined
    ? wholeRecord(group, document)
    : { update: owned(Y.encodeStateAsUpdate(document, joined.checkpoint)) };
}

/** The device's next update in a room; it is in the room's log, and counts as seen. @throws ParlourError `sync/too-large` */
export function sealInRoom(
  tools: Tools,
  keys: DeviceKeys,
  { view, room, log }: JoinedRoom,
  content: Content,
): SealedUpdate {
  const last = view.head(keys.id);
  const place = { room, sequence: last.sequence + 1, previous: last.hash };
  const payload = { heads: view.heads(), ...content };
  const update = sealUpdate(tools, keys, place, payload);
  const { sequence, previous } = place;
  view.receive({ device: keys.id, sequence, previous, hash: update.hash, payload });
  log.append(update);
  return update;
}
