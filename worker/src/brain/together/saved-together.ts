import { EpochId, SignedBundle, TokenDirectory } from '@parlour/wire';
import * as v from 'valibot';

const hex = (bytes: number) => v.pipe(v.string(), v.length(2 * bytes), v.regex(/^[0-9a-f]*$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Epochs of which something is remembered; a token is for one, and they are weeks. */
export const mostEpochs = 8;

/** What the person agreed to: bundles that ask for no more than this are answered without asking again. */
export const Agreement = v.strictObject({
  /** Kinds of queries that the person was shown, `popularity@1`. */
  kinds: v.array(v.string()),
  /** Most that one report may cost, in billionths of a lifetime's budget. */
  share: count,
  /** Fewest reports that a sum may be made of. */
  minimumReports: count,
});
export type Agreement = v.InferOutput<typeof Agreement>;

/** Whether and how a person takes part in rounds: the journal `together`. */
export const SavedTogether = v.strictObject({
  format: v.literal(1),
  choice: v.picklist(['unasked', 'off', 'on']),
  /** The 128-bit code of the invite, in hex; none while the person takes no part, or takes part by logging in. */
  invite: v.nullable(hex(16)),
  /** What a log-in at the provider ended in, until its tokens are there or it has run out. */
  logIn: v.optional(v.nullable(v.strictObject({ code: hex(16), until: count })), null),
  /** Base of the API through a relay, as the aggregator last named it. */
  relay: v.optional(v.nullable(v.pipe(v.string(), v.url(), v.endsWith('/'))), null),
  /** Families of queries that the person has switched off. */
  off: v.array(v.string()),
  agreed: v.nullable(Agreement),
  /** The aggregator's key as it was at the first look: another is never believed. */
  aggregatorKey: v.nullable(hex(32)),
  /** The token keys as they were seen last: an epoch's may not change. */
  directory: v.nullable(TokenDirectory),
  /** By epoch, the bundle that was shown: another for the same epoch is refused. */
  pinned: v.record(EpochId, SignedBundle),
  /** By epoch, when its token is asked for, or used at the earliest where a log-in brought it: Unix milliseconds. */
  askAt: v.record(EpochId, count),
  /** Epochs whose token is used up, or not to be had. */
  over: v.array(EpochId),
  /** End of the ledger, to notice that entries are missing. */
  ledgerHead: v.strictObject({ length: count, hash: hex(32) }),
});
export type SavedTogether = v.InferOutput<typeof SavedTogether>;

export const notAsked: SavedTogether = {
  format: 1,
  choice: 'unasked',
  invite: null,
  logIn: null,
  relay: null,
  off: [],
  agreed: null,
  aggregatorKey: null,
  directory: null,
  pinned: {},
  askAt: {},
  over: [],
  ledgerHead: { length: 0, hash: '0'.repeat(64) },
};

/** The same without what is remembered of epochs long gone; epochs' names sort as their times do. */
export function withoutOldEpochs(saved: SavedTogether): SavedTogether {
  const latest = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(record)
        .toSorted(([a], [b]) => (a < b ? 1 : -1))
        .slice(0, mostEpochs),
    );
  return {
    ...saved,
    pinned: latest(saved.pinned),
    askAt: latest(saved.askAt),
    over: saved.over.toSorted((a, b) => (a < b ? 1 : -1)).slice(0, mostEpochs),
  };
}
