import type { LegTimes } from '@parlour/wire';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { bundle } from './bundles.ts';
import { bytea, madeAt, moment } from './columns.ts';
import { tokenEpoch } from './keys.ts';
import { parlour } from './parlour.ts';

/** Where a round can be; the last two are ends. */
export const roundPhases = [
  'advertising',
  'sharing',
  'reporting',
  'confirming',
  'unmasking',
  'adding',
  'released',
  'aborted',
] as const;

export type RoundPhase = (typeof roundPhases)[number];

/** What had a round made. */
export const roundMakers = ['demand', 'hand', 'schedule'] as const;
export type RoundMaker = (typeof roundMakers)[number];

/** What became of messages that were not kept. */
export const messageOutcomes = ['duplicate', 'late', 'malformed', 'wrongToken', 'refused'] as const;
export type MessageOutcome = (typeof messageOutcomes)[number];

const oneOf = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(', '));

export const round = parlour.table(
  'round',
  {
    id: bytea('id').primaryKey(),
    bundleHash: bytea('bundle_hash')
      .notNull()
      .references(() => bundle.hash),
    tokenEpoch: text('token_epoch')
      .notNull()
      .references(() => tokenEpoch.id),
    tokenKeysHash: bytea('token_keys_hash').notNull(),
    setup: bytea('setup').notNull(),
    announcement: bytea('announcement').notNull(),
    phase: text('phase', { enum: roundPhases }).notNull(),
    madeBy: text('made_by', { enum: roundMakers }).notNull().default('demand'),
    members: integer('members'),
    /** Those of this round; the product's own where there are none. */
    legTimes: jsonb('leg_times').$type<LegTimes>(),
    legOpenedAt: madeAt('leg_opened_at'),
    legClosesAt: moment('leg_closes_at').notNull(),
    createdAt: madeAt('created_at'),
    endedAt: moment('ended_at'),
    abortReason: text('abort_reason'),
    reports: integer('reports'),
    sum: bytea('sum'),
    plausible: boolean('plausible'),
    counts: jsonb('counts').$type<Record<string, number>>().notNull().default({}),
  },
  (row) => [
    check('round_id_length', sql`octet_length(${row.id}) = 32`),
    check(
      'round_phase',
      sql`${row.phase} in (${sql.raw(roundPhases.map((phase) => `'${phase}'`).join(', '))})`,
    ),
    check('round_made_by', sql`${row.madeBy} in (${oneOf(roundMakers)})`),
    check('round_end', sql`(${row.endedAt} is not null) = (${row.phase} in ('released', 'aborted'))`),
    check('round_abort', sql`(${row.abortReason} is not null) = (${row.phase} = 'aborted')`),
    index('round_newest').on(row.createdAt, row.id),
    index('round_of_bundle').on(row.bundleHash, row.createdAt),
    index('round_open').on(row.legClosesAt).where(sql`${row.endedAt} is null`),
  ],
);

const roundId = () =>
  bytea('round_id')
    .notNull()
    .references(() => round.id, { onDelete: 'cascade' });

/** Acknowledged messages: a committed row each, in the order of `position`; all of a round's go when it ends. */
export const roundMessage = parlour.table(
  'round_message',
  {
    roundId: roundId(),
    kind: smallint('kind').notNull(),
    /** The sender's one-time Ed25519 key, 32 bytes. */
    senderKey: bytea('sender_key').notNull(),
    position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity(),
    signature: bytea('signature').notNull(),
    body: bytea('body').notNull(),
  },
  (row) => [
    primaryKey({ name: 'round_message_pkey', columns: [row.roundId, row.kind, row.senderKey] }),
    check(
      'round_message_lengths',
      sql`octet_length(${row.senderKey}) = 32 and octet_length(${row.signature}) = 64`,
    ),
    index('round_message_order').on(row.roundId, row.kind, row.position),
  ],
);

/**
 * Reports of a leg that is open, added up by the replica that took them, some at a time: the sum of exactly those whose
 * senders are named. The reports stay, and one that is in no part is added when the leg closes.
 */
export const reportPart = parlour.table(
  'report_part',
  {
    roundId: roundId(),
    part: uuid('part').notNull().defaultRandom(),
    /** Their one-time keys, 32 bytes each, one after the other. */
    senders: bytea('senders').notNull(),
    /** 32-bit words, little-endian, of which as many low bits are right as a word of the round has. */
    words: bytea('words').notNull(),
  },
  (row) => [
    primaryKey({ name: 'report_part_pkey', columns: [row.roundId, row.part] }),
    check('report_part_senders', sql`octet_length(${row.senders}) % 32 = 0`),
  ],
);

/** How many messages of a round were not kept, by why: nothing of a device. */
export const roundOutcome = parlour.table(
  'round_outcome',
  {
    roundId: roundId(),
    outcome: text('outcome', { enum: messageOutcomes }).notNull(),
    messages: bigint('messages', { mode: 'number' }).notNull(),
  },
  (row) => [
    primaryKey({ name: 'round_outcome_pkey', columns: [row.roundId, row.outcome] }),
    check('round_outcome_name', sql`${row.outcome} in (${oneOf(messageOutcomes)})`),
  ],
);

/** The round's state at the opening of each leg, written by the transaction that closes the leg before. */
export const roundState = parlour.table(
  'round_state',
  {
    roundId: roundId(),
    phase: text('phase', { enum: roundPhases }).notNull(),
    state: bytea('state').notNull(),
  },
  (row) => [
    primaryKey({ name: 'round_state_pkey', columns: [row.roundId, row.phase] }),
    check(
      'round_state_phase',
      sql`${row.phase} in (${sql.raw(roundPhases.map((phase) => `'${phase}'`).join(', '))})`,
    ),
  ],
);

/** Partial sums of masks, one a job of the queue. */
export const unmaskPart = parlour.table(
  'unmask_part',
  { roundId: roundId(), jobId: text('job_id').notNull(), words: bytea('words').notNull() },
  (row) => [primaryKey({ name: 'unmask_part_pkey', columns: [row.roundId, row.jobId] })],
);

/** How many long polls each replica holds for a bundle. No device is named. */
export const waiting = parlour.table(
  'waiting',
  {
    replica: uuid('replica').notNull(),
    bundleHash: bytea('bundle_hash')
      .notNull()
      .references(() => bundle.hash),
    devices: integer('devices').notNull(),
    seenAt: madeAt('seen_at'),
  },
  (row) => [
    primaryKey({ name: 'waiting_pkey', columns: [row.replica, row.bundleHash] }),
    check('waiting_devices', sql`${row.devices} >= 0`),
  ],
);
