import { sql } from 'drizzle-orm';
import { check, integer, text } from 'drizzle-orm/pg-core';
import { bytea, moment } from './columns.ts';
import { parlour } from './parlour.ts';

/** The aggregator's Ed25519 key (32-byte seed, 32-byte public key): one row, made once, under a lock. */
export const aggregatorKey = parlour.table(
  'aggregator_key',
  {
    id: integer('id').primaryKey(),
    signingSeed: bytea('signing_seed').notNull(),
    publicKey: bytea('public_key').notNull(),
  },
  (row) => [
    check('aggregator_key_single', sql`${row.id} = 1`),
    check(
      'aggregator_key_lengths',
      sql`octet_length(${row.signingSeed}) = 32 and octet_length(${row.publicKey}) = 32`,
    ),
  ],
);

/** One blind RSA key (RFC 9474) an epoch; `id` is as `EpochId` of the wire, such as `2026-w47`. */
export const tokenEpoch = parlour.table(
  'token_epoch',
  {
    id: text('id').primaryKey(),
    /** PKCS #8. */
    privateKey: bytea('private_key').notNull(),
    /** SubjectPublicKeyInfo. */
    publicKey: bytea('public_key').notNull(),
    validFrom: moment('valid_from').notNull(),
    validUntil: moment('valid_until').notNull(),
  },
  (row) => [check('token_epoch_order', sql`${row.validFrom} < ${row.validUntil}`)],
);
