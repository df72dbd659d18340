import { partsOf } from './compact-room.ts';
import type { Keeping, NewUpdate } from './keep-updates.ts';
import type { RelayFrame } from './relay-frame.ts';
import { roomDocument } from './room-document.ts';
import { replaceUpdates, standingOf, updatesAfter } from './stored-room.ts';

/** How often it is tried where others put something into the room meanwhile. */
const tries = 3;

/**
 * Keeps an update. In a room that is full, what it takes out, and what others have, makes room for it.
 * @param mayRead whether so much of the room may be read for that.
 */
export async function keepInRoom(
  frame: RelayFrame,
  update: NewUpdate,
  mayRead: (bytes: number) => boolean,
): Promise<Keeping | 'too-fast'> {
  for (let i = 0; i < tries; i += 1) {
    const keeping = await frame.keep(update);
    if (keeping !== 'full') return keeping;
    const position = await keepInPlace(frame, update, mayRead);
    if (typeof position === 'string') return position;
    if (position !== undefined) return { position };
  }
  return 'full';
}

/** Puts the room together with the update, and keeps that in its place. */
async function keepInPlace(
  { database, replica, quotas, loads }: RelayFrame,
  { room, body }: NewUpdate,
  mayRead: (bytes: number) => boolean,
): Promise<number | 'full' | 'too-fast' | undefined> {
  const standing = await standingOf(database, room);
  if (!mayRead(standing?.bytes ?? 0)) return 'too-fast';
  const leave = await loads.take(3 * (standing?.bytes ?? 0));
  try {
    const updates = await updatesAfter(database, room, 0);
    const by = partsOf(roomDocument([...updates, { body }]));
    if (by.reduce((sum, { length }) => sum + length, 0) > quotas.roomBytes) return 'full';
    return await replaceUpdates(database, room, { updates, by, newsOf: replica });
  } finally {
    leave();
  }
}
