import { plainFromBytes, plainToBytes } from '@parlour/private-aggregation';
import * as v from 'valibot';

const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A report as it left, or was about to: written in one transaction with the ledger's entry that pays for it. */
const Paid = v.strictObject({
  kind: v.literal('paid'),
  /** Hex. */
  round: v.string(),
  bundle: v.string(),
  epoch: v.string(),
  at: count,
  /** Billionths of a lifetime's budget. */
  amount: count,
  bits: count,
  dimension: count,
  minimumReports: count,
  queries: v.array(
    v.strictObject({
      id: v.string(),
      version: count,
      purpose: v.string(),
      dimension: count,
      answered: v.boolean(),
      /** Standard deviation of this report's own noise at each number, in the query's units. */
      noise: v.number(),
      items: v.array(v.string()),
      /** What was said before the noise, where it is a few numbers. */
      said: v.optional(v.array(v.number())),
    }),
  ),
  /** The encoded and noised report, words of `bits` bits: what the masks are laid over. */
  packed: bytes,
});
/** How this device's part in a round ended. */
const Ended = v.strictObject({
  kind: v.literal('ended'),
  round: v.string(),
  at: count,
  /** `done`, `left`, or the code of a refusal. */
  how: v.string(),
});
export const SavedReport = v.variant('kind', [Paid, Ended]);
export type SavedReport = v.InferOutput<typeof SavedReport>;
export type PaidReport = v.InferOutput<typeof Paid>;

/** One record of the journal `reports`. */
export const reportToBytes = (report: SavedReport): Uint8Array => plainToBytes(report);

/** @throws ParlourError or ValiError for anything that `reportToBytes` did not make. */
export const reportFromBytes = (stored: Uint8Array<ArrayBuffer>): SavedReport =>
  v.parse(SavedReport, plainFromBytes(stored));
