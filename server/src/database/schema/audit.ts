import { sql } from 'drizzle-orm';
import { bigint, check, text } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { parlour } from './parlour.ts';

/** Every change by the operator API, each bound to the one before; added to and never changed (a trigger sees to it). */
export const auditEntry = parlour.table(
  'audit_entry',
  {
    /** From 1, without gaps. */
    position: bigint('position', { mode: 'number' }).primaryKey(),
    /** Canonical JSON of an `AuditEntry` of the wire without its `hash`. */
    entry: text('entry').notNull(),
    /** SHA-256 of `entry`. */
    hash: bytea('hash').notNull(),
  },
  (row) => [
    check('audit_entry_position', sql`${row.position} >= 1`),
    check('audit_entry_hash', sql`${row.hash} = sha256(convert_to(${row.entry}, 'UTF8'))`),
  ],
);
