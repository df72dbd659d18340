import type { Database } from '../database/connect.ts';
import { bytesOf } from '../rounds/ids.ts';
import { inBatches } from '../rounds/in-batches.ts';

export interface NewUpdate {
  /** In hex. */
  readonly room: string;
  readonly body: Uint8Array;
}

/** What became of an update: its position in the room, or why it was not kept. */
export type Keeping = { readonly position: number } | 'erased' | 'full';

/**
 * Keeps updates of rooms, with one statement and one commit for as many as come meanwhile (group commit), and tells all replicas which
 * rooms have new ones. Answers after the commit. A statement that fails fails all of its updates.
 * @param replica names this one in what it tells, so that it knows its own words.
 */
export const keepUpdates = (
  database: Database,
  replica: string,
  roomBytes: number,
): ((one: NewUpdate) => Promise<Keeping>) =>
  inBatches<NewUpdate, Keeping>({
    lane: () => '',
    // The positions of a room's updates follow from the lock on its row: one of a room at a time.
    name: ({ room }) => room,
    bytes: ({ body }) => body.length,
    mostRunning: 2,
    async run(batch) {
      const outcomes = await insert(database, replica, roomBytes, batch);
      return batch.map(({ room }) => ({ value: outcomes.get(room) ?? 'full' }));
    },
  });

/** Rooms are taken in one order everywhere, so that replicas cannot wait for each other. */
async function insert(
  database: Database,
  replica: string,
  roomBytes: number,
  batch: readonly NewUpdate[],
): Promise<Map<string, Keeping>> {
  const values: unknown[] = [roomBytes, replica];
  const given = batch
    .toSorted((a, b) => (a.room < b.room ? -1 : 1))
    .map(({ room, body }, place) => {
      values.push(bytesOf(room), body);
      return `($${values.length - 1}::bytea, $${values.length}::bytea, ${place})`;
    });
  const { rows } = await database.$client.query<{ room: string; position: string | null; erased: boolean }>(
    `with given (room_id, body, place) as (
       values ${given.join(', ')}
     ), taken as (
       insert into parlour.relay_room as room (id, bytes)
       select room_id, octet_length(body) from given order by place
       on conflict (id) do update set bytes = room.bytes + excluded.bytes, used_on = current_date
       where room.erased_at is null and room.bytes + excluded.bytes <= $1
       returning id
     ), kept as (
       insert into parlour.relay_update (room_id, body)
       select taken.id, given.body from taken join given on given.room_id = taken.id
       returning room_id, position
     ), told as (
       select room_id, position, pg_notify('parlour', 'room ' || encode(room_id, 'hex') || '-' || $2) as said from kept
     )
     select encode(given.room_id, 'hex') as room, told.position, told.said,
       coalesce(room.erased_at is not null, false) as erased
     from given left join told on told.room_id = given.room_id left join parlour.relay_room as room on room.id = given.room_id`,
    values,
  );
  return new Map(
    rows.map(({ room, position, erased }) => [
      room,
      position !== null ? { position: Number(position) } : erased ? 'erased' : 'full',
    ]),
  );
}
