import { type RelayMessage, RELAY_LIMITS, splitOuterUpdate } from '@parlour/wire/relay';
import * as Y from 'yjs';
import type { BodyRoom } from '../rounds/body-room.ts';
import { compactRoom, isScattered } from './compact-room.ts';
import type { RelayFrame } from './relay-frame.ts';
import { roomDocument } from './room-document.ts';
import { standingOf, updatesAfter } from './stored-room.ts';

/** What is around an update in its message. */
const frameBytes = 16;

/** Where an answer goes. */
export interface Asker {
  /** Resolves when it is on its way; rejects where it cannot be any more. */
  send(message: RelayMessage): Promise<void>;
  /** @returns false where so much is too much for who asks; called once, before anything is read. */
  mayTake(bytes: number): boolean;
  /** Room for what is read for the place that asks. */
  readonly load: BodyRoom;
}

/**
 * Answers a state vector with what it lacks, and with the relay's own: so one look into the room does for both.
 * @returns false for what is no state vector.
 */
export async function answerState(
  { database, loads, onFailure }: Pick<RelayFrame, 'database' | 'loads' | 'onFailure'>,
  room: string,
  vector: Uint8Array,
  asker: Asker,
): Promise<boolean> {
  const standing = await standingOf(database, room);
  const bytes = standing?.bytes ?? 0;
  if (!asker.mayTake(bytes)) return true;
  // Read as rows, as a document, and as what is sent.
  const leavePlace = await asker.load.take(3 * bytes);
  const leave = await loads.take(3 * bytes);
  try {
    const updates = bytes === 0 ? [] : await updatesAfter(database, room, 0);
    const document = roomDocument(updates);
    const lacking = lackingIn(document, vector);
    if (lacking === undefined) return false;
    await asker.send({ kind: 'state', vector: Y.encodeStateVector(document) });
    const parts = splitOuterUpdate(lacking, RELAY_LIMITS.messageBytes - frameBytes);
    for (const [i, update] of parts.entries())
      await asker.send({ kind: i === parts.length - 1 ? 'missing' : 'update', update });
    if (isScattered(updates.length)) await compactRoom(database, room, updates, document).catch(onFailure);
    return true;
  } finally {
    leave();
    leavePlace();
  }
}

function lackingIn(document: Y.Doc, vector: Uint8Array): Uint8Array | undefined {
  try {
    return Y.encodeStateAsUpdate(document, vector);
  } catch {
    return undefined;
  }
}
