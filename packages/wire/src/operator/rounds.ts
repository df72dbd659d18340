import * as v from 'valibot';
import { LegTimes } from '../leg-times.ts';
import { count, hex, moment, pageLimit } from './basics.ts';

/** By its hash, a bundle for which a round is to be made by hand; with times of its own, or the usual ones. */
export const RoundOrder = v.strictObject({ bundle: hex(32), legTimes: v.optional(LegTimes) });
export type RoundOrder = v.InferOutput<typeof RoundOrder>;

/** One leg of a round: how many devices answered it. Joining is answering the first. */
export const RoundLeg = v.strictObject({
  leg: v.picklist(['advertising', 'sharing', 'reporting', 'confirming', 'unmasking']),
  state: v.picklist(['to-come', 'open', 'closed']),
  /** Devices whose answer is kept. */
  answers: count,
  /** Devices that could answer: places of the cohort in the first leg, who answered before in the others; none before it opens. */
  expected: v.nullable(count),
});
export type RoundLeg = v.InferOutput<typeof RoundLeg>;

/**
 * Messages of devices by what became of them, over the whole round; never of a single device. `accepted` is exact. The
 * others are added up by each replica and written every second: a replica that is killed loses the last second's.
 */
export const RoundOutcomes = v.strictObject({
  /** Checked, stored and acknowledged. */
  accepted: count,
  /** Sent again, acknowledged again, nothing changed. */
  duplicate: count,
  /** For a leg or a round that was over. */
  late: count,
  /** Not in the form, of the length or with the signature that the protocol asks for. */
  malformed: count,
  /** A token that is not valid for the round's epoch, or was spent elsewhere. */
  wrongToken: count,
  /** Refused for any other reason of the protocol, such as a full round. */
  refused: count,
});
export type RoundOutcomes = v.InferOutput<typeof RoundOutcomes>;

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
  /** Who had it made. */
  by: v.picklist(['demand', 'hand', 'schedule']),
  /** Devices that formed it. */
  members: v.nullable(count),
  /** Devices that have answered the open leg. */
  answers: count,
  legs: v.array(RoundLeg),
  outcomes: RoundOutcomes,
  createdAt: moment,
  /** When the open leg closes at the latest. */
  legClosesAt: moment,
  endedAt: v.nullable(moment),
  abortReason: v.nullable(v.string()),
  /** Reports that the released sum is made of. */
  reports: v.nullable(count),
});
export type RoundStatus = v.InferOutput<typeof RoundStatus>;

/** Which rounds to list, the newest first. */
export const RoundQuery = v.strictObject({
  limit: pageLimit,
  /** Those after this one, which ended a page. */
  after: v.optional(hex(32)),
  bundle: v.optional(hex(32)),
  /** Only those that are not over, or only those that are. */
  open: v.optional(v.boolean()),
});
export type RoundQuery = v.InferOutput<typeof RoundQuery>;

export const RoundPage = v.strictObject({
  rounds: v.array(RoundStatus),
  /** `after` of the next page, where there is one. */
  next: v.nullable(hex(32)),
});
export type RoundPage = v.InferOutput<typeof RoundPage>;
