import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/connect.ts';
import { relayRoom, relayUpdate } from '../database/schema/relay.ts';
import { notify } from '../database/notifications.ts';
import { bytesOf } from '../rounds/ids.ts';

export interface StoredUpdate {
  readonly position: number;
  readonly body: Uint8Array;
}

export interface RoomStanding {
  readonly isErased: boolean;
  readonly bytes: number;
  /** Of the newest update; 0: none. */
  readonly position: number;
}

/** How a room stands, whose use today is noted; undefined where there is none yet. */
export async function standingOf(database: Queries, room: string): Promise<RoomStanding | undefined> {
  const id = bytesOf(room);
  const [found] = await database
    .select({
      erasedAt: relayRoom.erasedAt,
      bytes: relayRoom.bytes,
      isOfToday: sql<boolean>`${relayRoom.usedOn} = current_date`,
      position: sql<string>`(select coalesce(max(position), 0) from ${relayUpdate} where room_id = ${id})`,
    })
    .from(relayRoom)
    .where(eq(relayRoom.id, id));
  if (found === undefined) return undefined;
  const isErased = found.erasedAt !== null;
  if (!found.isOfToday && !isErased)
    await database.update(relayRoom).set({ usedOn: sql`current_date` }).where(eq(relayRoom.id, id));
  return { isErased, bytes: found.bytes, position: Number(found.position) };
}

/** What lies in a room after a position, in order. */
export const updatesAfter = (database: Queries, room: string, position: number): Promise<StoredUpdate[]> =>
  database
    .select({ position: relayUpdate.position, body: relayUpdate.body })
    .from(relayUpdate)
    .where(and(eq(relayUpdate.roomId, bytesOf(room)), gt(relayUpdate.position, position)))
    .orderBy(asc(relayUpdate.position));

export interface Replacing {
  /** Those that are replaced: all that lay there when they were read. What came since stays. */
  readonly updates: readonly StoredUpdate[];
  /** What says the same together; at most as many, unless it is news. */
  readonly by: readonly Uint8Array[];
  /** There is something new in it: it gets positions of its own, and all replicas are told, by the name of this one. */
  readonly newsOf?: string;
}

/**
 * Puts updates in the place of others.
 * @returns the last position; undefined where somebody else has done so meanwhile: then nothing is changed.
 */
export async function replaceUpdates(
  database: Database,
  room: string,
  { updates, by, newsOf }: Replacing,
): Promise<number | undefined> {
  const id = bytesOf(room);
  const positions = updates.map(({ position }) => position);
  const free = newsOf === undefined ? positions.slice(positions.length - by.length) : [];
  return database.transaction(async (transaction) => {
    // Whoever puts something into the room, or does the same as this, waits for this lock.
    const [locked] = await transaction
      .select({ erasedAt: relayRoom.erasedAt })
      .from(relayRoom)
      .where(eq(relayRoom.id, id))
      .for('update');
    if (locked === undefined || locked.erasedAt !== null) return undefined;
    const those = and(eq(relayUpdate.roomId, id), lte(relayUpdate.position, positions.at(-1) ?? 0));
    const [{ count, bytes }] = await transaction
      .select({
        count: sql<number>`count(*)::int`,
        bytes: sql<string>`coalesce(sum(octet_length(${relayUpdate.body})), 0)`,
      })
      .from(relayUpdate)
      .where(those);
    if (count !== positions.length) return undefined;
    await transaction.delete(relayUpdate).where(those);
    let last = 0;
    for (const [i, body] of by.entries()) {
      const position = free[i];
      const { rows } = await transaction.execute<{ position: string }>(
        position === undefined
          ? sql`insert into parlour.relay_update (room_id, body) values (${id}, ${body}) returning position`
          : sql`insert into parlour.relay_update (room_id, position, body) overriding system value
              values (${id}, ${position}, ${body}) returning position`,
      );
      last = Number(rows[0].position);
    }
    const less = Number(bytes) - sumOf(by.map(({ length }) => length));
    await transaction
      .update(relayRoom)
      .set({ bytes: sql`${relayRoom.bytes} - ${less}::bigint` })
      .where(eq(relayRoom.id, id));
    if (newsOf !== undefined) await notify(transaction, 'room', `${room}-${newsOf}`);
    return last;
  });
}

/** Forgets what lies in a room, for good, and tells all replicas. */
export async function eraseRoom(database: Database, room: string): Promise<void> {
  await database.execute(sql`
    with erased as (
      insert into parlour.relay_room as room (id, erased_at) values (${bytesOf(room)}, now())
      on conflict (id) do update set erased_at = coalesce(room.erased_at, now()), bytes = 0, used_on = current_date
      returning id
    ), gone as (
      delete from parlour.relay_update where room_id in (select id from erased)
    )
    select pg_notify('parlour', 'room ' || encode(id, 'hex')) from erased`);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
