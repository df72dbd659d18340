import { sql } from 'drizzle-orm';
import { check, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from './columns.ts';
import { parlour } from './parlour.ts';

/** Log-ins at a provider (OpenID Connect) under way: each is deleted by the first return, right or wrong. */
export const logIn = parlour.table(
  'log_in',
  {
    /** SHA-256 of the state that comes back. */
    stateHash: bytea('state_hash').primaryKey(),
    /** SHA-256 of the cookie of the browser that began it. */
    browserHash: bytea('browser_hash').notNull(),
    purpose: text('purpose', { enum: ['console', 'admission'] }).notNull(),
    /** Of PKCE (RFC 7636). */
    codeVerifier: text('code_verifier').notNull(),
    nonce: text('nonce').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (row) => [
    check(
      'log_in_lengths',
      sql`octet_length(${row.stateHash}) = 32 and octet_length(${row.browserHash}) = 32`,
    ),
    check('log_in_purpose', sql`${row.purpose} in ('console', 'admission')`),
  ],
);

/** What log-ins of people ended in: codes of minutes, by their SHA-256, that vouch for a person as an invite does. */
export const logInCode = parlour.table(
  'log_in_code',
  {
    codeHash: bytea('code_hash').primaryKey(),
    /** 128 bits of a keyed hash of issuer and subject. */
    personId: uuid('person_id').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (row) => [check('log_in_code_length', sql`octet_length(${row.codeHash}) = 32`)],
);
