import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, madeAt, moment } from './columns.ts';
import { tokenEpoch } from './keys.ts';
import { parlour } from './parlour.ts';
import { round } from './rounds.ts';

/** Invites made together: what an operator's list shows of them. */
export const inviteBatch = parlour.table(
  'invite_batch',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    note: text('note'),
    made: integer('made').notNull(),
    createdAt: madeAt('created_at'),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (row) => [check('invite_batch_made', sql`${row.made} >= 1`)],
);

/** Invites, by the SHA-256 of their 128-bit code. A person is a random id and nothing else. */
export const invite = parlour.table(
  'invite',
  {
    codeHash: bytea('code_hash').primaryKey(),
    personId: uuid('person_id').notNull().default(sql`gen_random_uuid()`),
    createdAt: madeAt('created_at'),
    usedAt: moment('used_at'),
    expiresAt: moment('expires_at').notNull(),
    batchId: uuid('batch_id').references(() => inviteBatch.id, { onDelete: 'set null' }),
  },
  (row) => [
    check('invite_code_hash_length', sql`octet_length(${row.codeHash}) = 32`),
    index('invite_of_batch').on(row.batchId),
  ],
);

/** Blind signatures given out: one a person and epoch; the same blinded request gets the same answer again. */
export const issuance = parlour.table(
  'issuance',
  {
    personId: uuid('person_id').notNull(),
    epoch: text('epoch')
      .notNull()
      .references(() => tokenEpoch.id),
    blindedHash: bytea('blinded_hash').notNull(),
    blindSignature: bytea('blind_signature').notNull(),
  },
  (row) => [
    primaryKey({ name: 'issuance_pkey', columns: [row.personId, row.epoch] }),
    check('issuance_blinded_hash_length', sql`octet_length(${row.blindedHash}) = 32`),
  ],
);

/** One-time signing keys (Ed25519, 32 bytes) whose token was redeemed, and the round they are bound to until freed. */
export const tokenUse = parlour.table(
  'token_use',
  {
    signingKey: bytea('signing_key').primaryKey(),
    epoch: text('epoch')
      .notNull()
      .references(() => tokenEpoch.id),
    roundId: bytea('round_id')
      .notNull()
      .references(() => round.id),
    freedAt: moment('freed_at'),
  },
  (row) => [
    check('token_use_signing_key_length', sql`octet_length(${row.signingKey}) = 32`),
    index('token_use_round').on(row.roundId),
  ],
);
