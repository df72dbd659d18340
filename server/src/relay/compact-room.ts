import { RELAY_LIMITS, splitOuterUpdate } from '@parlour/wire/relay';
import * as Y from 'yjs';
import type { Database } from '../database/connect.ts';
import type { RelayFrame } from './relay-frame.ts';
import { roomDocument } from './room-document.ts';
import { replaceUpdates, standingOf, type StoredUpdate, updatesAfter } from './stored-room.ts';

/** Updates of a room that are left to themselves. */
const fewUpdates = 32;

/** Whether so many updates of a room are worth to be put together. */
export const isScattered = (updates: number): boolean => updates > fewUpdates;

/**
 * Puts a room's updates together, so that what its devices have taken out is gone and its state is found quickly. Changes nothing where
 * that is no gain, or somebody else does the same.
 * @param document of exactly these updates.
 */
export async function compactRoom(
  database: Database,
  room: string,
  updates: readonly StoredUpdate[],
  document: Y.Doc,
): Promise<void> {
  const by = partsOf(document);
  if (by.length <= updates.length / 2) await replaceUpdates(database, room, { updates, by });
}

/** A document as updates that can be kept and sent. */
export const partsOf = (document: Y.Doc): Uint8Array[] =>
  splitOuterUpdate(Y.encodeStateAsUpdate(document), RELAY_LIMITS.messageBytes - 16);

/** The same for a room that nobody looks into, while somebody writes and writes. */
export async function compactUnread(
  { database, loads }: Pick<RelayFrame, 'database' | 'loads'>,
  room: string,
): Promise<void> {
  const standing = await standingOf(database, room);
  const leave = await loads.take(3 * (standing?.bytes ?? 0));
  try {
    const updates = await updatesAfter(database, room, 0);
    if (isScattered(updates.length)) await compactRoom(database, room, updates, roomDocument(updates));
  } finally {
    leave();
  }
}
