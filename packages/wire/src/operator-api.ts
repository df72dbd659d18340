import * as v from 'valibot';
import { LegTimes } from './leg-times.ts';
import { SignedBundle } from './query-bundle.ts';

const hex = (bytes: number) => v.pipe(v.string(), v.length(2 * bytes), v.regex(/^[0-9a-f]*$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const moment = count;

/** A published bundle as its operator sees it. */
export const PublishedBundle = v.strictObject({
  /** SHA-256 of the canonical bundle. */
  hash: hex(32),
  signed: SignedBundle,
  publishedAt: moment,
  /** None while devices may answer it. */
  retiredAt: v.nullable(moment),
});
export type PublishedBundle = v.InferOutput<typeof PublishedBundle>;

/** By its hash, a bundle for which a round is to be made by hand; with times of its own, or the usual ones. */
export const RoundOrder = v.strictObject({ bundle: hex(32), legTimes: v.optional(LegTimes) });
export type RoundOrder = v.InferOutput<typeof RoundOrder>;

/** A round as its operator sees it: where it is, and how many devices; nothing of a single one. */
export const RoundStatus = v.strictObject({
  id: hex(32),
  bundle: hex(32),
  phase: v.picklist([
    'advertising',
    'sharing',
    'reporting',
    'confirming',
    'unmasking',
    'adding',
    'released',
    'aborted',
  ]),
  /** Devices that formed it. */
  members: v.nullable(count),
  /** Devices that have answered the open leg. */
  answers: count,
  createdAt: moment,
  /** When the open leg closes at the latest. */
  legClosesAt: moment,
  endedAt: v.nullable(moment),
  abortReason: v.nullable(v.string()),
  /** Reports that the released sum is made of. */
  reports: v.nullable(count),
});
export type RoundStatus = v.InferOutput<typeof RoundStatus>;

/** Invites to be made; each is one person's. */
export const InviteOrder = v.strictObject({
  count: v.pipe(count, v.minValue(1), v.maxValue(10_000)),
  /** Milliseconds since 1970 from which they admit nobody. */
  expires: moment,
});
export type InviteOrder = v.InferOutput<typeof InviteOrder>;

/** Codes of new invites, as people pass them on (`inviteCodeText`): shown this once and kept nowhere. */
export const MadeInvites = v.strictObject({ codes: v.array(v.string()), expires: moment });
export type MadeInvites = v.InferOutput<typeof MadeInvites>;

/** The process that answers, and what it has used so far. */
export const ProcessStatus = v.strictObject({
  pid: count,
  /** Microseconds of processor time, user and system. */
  cpuMicroseconds: count,
  /** Resident memory. */
  rssBytes: count,
});
export type ProcessStatus = v.InferOutput<typeof ProcessStatus>;
