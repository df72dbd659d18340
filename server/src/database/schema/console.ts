import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, madeAt, moment } from './columns.ts';
import { parlour } from './parlour.ts';

const role = () => text('role', { enum: ['viewer', 'operator'] }).notNull();

/** Who may sign in to the console. */
export const consoleAccount = parlour.table(
  'console_account',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull(),
    role: role(),
    /** Of somebody whom the log-in provider vouches for: a keyed hash of issuer and subject. */
    subjectHash: bytea('subject_hash'),
    createdAt: madeAt('created_at'),
    seenAt: moment('seen_at'),
  },
  (row) => [
    check('console_account_role', sql`${row.role} in ('viewer', 'operator')`),
    check(
      'console_account_subject_length',
      sql`${row.subjectHash} is null or octet_length(${row.subjectHash}) = 32`,
    ),
    unique('console_account_subject').on(row.subjectHash),
  ],
);

const ofAccount = () =>
  uuid('account_id').references(() => consoleAccount.id, { onDelete: 'cascade', onUpdate: 'no action' });

/** Public halves of passkeys. */
export const passkey = parlour.table(
  'passkey',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: ofAccount().notNull(),
    /** As the browser names it, in base64url. */
    credentialId: text('credential_id').notNull(),
    /** COSE. */
    publicKey: bytea('public_key').notNull(),
    /** Signatures so far, where the authenticator counts them. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    /** Relying party's id, which it works with alone. */
    host: text('host').notNull(),
    isSynced: boolean('is_synced').notNull(),
    createdAt: madeAt('created_at'),
    usedAt: moment('used_at'),
  },
  (row) => [unique('passkey_credential').on(row.credentialId), index('passkey_account').on(row.accountId)],
);

/** Sign-ins that last, by the SHA-256 of the cookie's 256 random bits. */
export const consoleSession = parlour.table(
  'console_session',
  {
    idHash: bytea('id_hash').primaryKey(),
    accountId: ofAccount().notNull(),
    by: text('by', { enum: ['passkey', 'oidc'] }).notNull(),
    createdAt: madeAt('created_at'),
    seenAt: madeAt('seen_at'),
    expiresAt: moment('expires_at').notNull(),
  },
  (row) => [
    check('console_session_id_length', sql`octet_length(${row.idHash}) = 32`),
    check('console_session_by', sql`${row.by} in ('passkey', 'oidc')`),
    index('console_session_account').on(row.accountId),
  ],
);

/** Codes that enrol one person each, by their SHA-256; gone once used. */
export const enrolment = parlour.table(
  'enrolment',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    codeHash: bytea('code_hash').notNull(),
    role: role(),
    /** Printed at a start; valid only while there is no account. */
    isFirst: boolean('is_first').notNull().default(false),
    createdAt: madeAt('created_at'),
    expiresAt: moment('expires_at').notNull(),
  },
  (row) => [
    check('enrolment_code_length', sql`octet_length(${row.codeHash}) = 32`),
    check('enrolment_role', sql`${row.role} in ('viewer', 'operator')`),
    unique('enrolment_code').on(row.codeHash),
  ],
);

/** Challenges that passkeys have been asked to sign; each is deleted by the first answer, right or wrong. */
export const passkeyChallenge = parlour.table(
  'passkey_challenge',
  {
    /** 32 random bytes. */
    challenge: bytea('challenge').primaryKey(),
    purpose: text('purpose', { enum: ['sign-in', 'enrolment', 'addition'] }).notNull(),
    /** Origin of the page that asked. */
    origin: text('origin').notNull(),
    /** Whose passkey is to be added. */
    accountId: ofAccount(),
    /** By which code somebody enrols, and as whom. */
    enrolmentId: uuid('enrolment_id').references(() => enrolment.id, {
      onDelete: 'cascade',
      onUpdate: 'no action',
    }),
    name: text('name'),
    expiresAt: moment('expires_at').notNull(),
  },
  (row) => [
    check('passkey_challenge_length', sql`octet_length(${row.challenge}) = 32`),
    check(
      'passkey_challenge_purpose',
      sql`(${row.purpose} = 'sign-in' and ${row.accountId} is null and ${row.enrolmentId} is null)
        or (${row.purpose} = 'enrolment' and ${row.accountId} is null and ${row.enrolmentId} is not null and ${row.name} is not null)
        or (${row.purpose} = 'addition' and ${row.accountId} is not null and ${row.enrolmentId} is null)`,
    ),
  ],
);
