import { sql } from 'drizzle-orm';
import { bigint, check, date, foreignKey, index, integer, primaryKey, smallint } from 'drizzle-orm/pg-core';
import { bytea, moment } from './columns.ts';
import { parlour } from './parlour.ts';

/** A room in which devices leave sealed updates for each other. All that is known of it: how much lies there, and the day of its last use. */
export const relayRoom = parlour.table(
  'relay_room',
  {
    /** SHA-256 of the key that admits to it, the first 16 bytes. */
    id: bytea('id').primaryKey(),
    /** Of all its updates. */
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    usedOn: date('used_on').notNull().default(sql`current_date`),
    /** Nothing may be put there any more. */
    erasedAt: moment('erased_at'),
  },
  (row) => [
    check('relay_room_id', sql`octet_length(${row.id}) = 16`),
    check('relay_room_bytes', sql`${row.bytes} >= 0`),
    check('relay_room_erased', sql`${row.erasedAt} is null or ${row.bytes} = 0`),
    index('relay_room_used').on(row.usedOn),
  ],
);

/** What lies in a room: yjs updates (format V1) of its outer document. Those of one room come in the order of their positions. */
export const relayUpdate = parlour.table(
  'relay_update',
  {
    roomId: bytea('room_id')
      .notNull()
      .references(() => relayRoom.id, { onDelete: 'cascade' }),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    body: bytea('body').notNull(),
  },
  (row) => [primaryKey({ columns: [row.roomId, row.position] })],
);

/** Where a person's devices leave letters for whoever has the recovery words. */
export const relayMailbox = parlour.table(
  'relay_mailbox',
  {
    /** SHA-256 of the recovery words' public key, the first 16 bytes. */
    id: bytea('id').primaryKey(),
    /** Counts what was put. */
    version: integer('version').notNull(),
    usedOn: date('used_on').notNull().default(sql`current_date`),
  },
  (row) => [
    check('relay_mailbox_id', sql`octet_length(${row.id}) = 16`),
    check('relay_mailbox_version', sql`${row.version} >= 1`),
    index('relay_mailbox_used').on(row.usedOn),
  ],
);

/** Who may write to a mailbox, with their newest letter, if they have written one. */
export const relayWriter = parlour.table(
  'relay_writer',
  {
    mailboxId: bytea('mailbox_id')
      .notNull()
      .references(() => relayMailbox.id, { onDelete: 'cascade' }),
    /** Ed25519 public key. */
    device: bytea('device').notNull(),
    letter: bytea('letter'),
  },
  (row) => [
    primaryKey({ columns: [row.mailboxId, row.device] }),
    check('relay_writer_device', sql`octet_length(${row.device}) = 32`),
  ],
);

/** A pairing. Its messages are gone two minutes after the first; that it was is kept for an hour, so that no code is used twice. */
export const relayRendezvous = parlour.table(
  'relay_rendezvous',
  {
    id: bytea('id').primaryKey(),
    begunAt: moment('begun_at').notNull().default(sql`now()`),
  },
  (row) => [check('relay_rendezvous_id', sql`octet_length(${row.id}) = 16`)],
);

/** What was said in a pairing: sides 0 (newcomer) and 1 (host), turns 0 and 1. */
export const relayPairingMessage = parlour.table(
  'relay_pairing_message',
  {
    rendezvousId: bytea('rendezvous_id').notNull(),
    side: smallint('side').notNull(),
    turn: smallint('turn').notNull(),
    body: bytea('body').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.rendezvousId, row.side, row.turn] }),
    foreignKey({
      name: 'relay_pairing_message_of',
      columns: [row.rendezvousId],
      foreignColumns: [relayRendezvous.id],
    }).onDelete('cascade'),
    check('relay_pairing_message_place', sql`${row.side} in (0, 1) and ${row.turn} in (0, 1)`),
  ],
);
