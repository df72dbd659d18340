import * as v from 'valibot';

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Billionths of one lifetime budget. */
const Amount = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000_000));
const Budgets = v.pipe(v.array(Id), v.maxLength(1000));

/**
 * What happened to a device's privacy budget. `founded`: the person's first device, holding all of the first budget.
 * `joined`: a further device, holding nothing, that knows of `budgets`. `opened`: the person opened one more budget here,
 * having been shown the `acknowledged` sum. `reserved`: paid for a report, before it left. `gave`, `received`: a part of a
 * budget passed between two devices of one person.
 */
export const LedgerEvent = v.variant('kind', [
  v.strictObject({ kind: v.literal('founded'), device: Id, budget: Id }),
  v.strictObject({
    kind: v.literal('joined'),
    device: Id,
    by: v.picklist(['pairing', 'recovery']),
    budgets: Budgets,
  }),
  v.strictObject({
    kind: v.literal('opened'),
    budget: Id,
    acknowledged: v.strictObject({ epsilon: v.number(), delta: v.number() }),
  }),
  v.strictObject({
    kind: v.literal('reserved'),
    report: Id,
    /** SHA-256 (hex) of the bundle that is answered, and how many rounds of it one device may answer. */
    bundle: Hash,
    participations: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)),
    budget: Id,
    amount: Amount,
    /** Rényi divergences of the report, at the ledger's orders. */
    curve: v.pipe(v.array(v.pipe(v.number(), v.finite(), v.minValue(0))), v.maxLength(1000)),
    /** Statistical distance of the report's noise from the noise that the curve is of. */
    noiseDistance: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    /** Ids of the queries answered that a device answers so often in its life and no more; absent where there are none. */
    limited: v.optional(v.pipe(v.array(Id), v.minLength(1), v.maxLength(64))),
  }),
  v.strictObject({ kind: v.literal('gave'), transfer: Id, budget: Id, to: Id, amount: Amount }),
  v.strictObject({
    kind: v.literal('received'),
    transfer: Id,
    budget: Id,
    from: Id,
    amount: Amount,
    /** Where in the giver's ledger the gift stands. */
    sequence: Sequence,
    entry: Hash,
    budgets: Budgets,
  }),
]);
export type LedgerEvent = v.InferOutput<typeof LedgerEvent>;

/** One link of a ledger: `hash` is the SHA-256 (hex) of the canonical JSON of the other three fields. */
export const LedgerEntry = v.strictObject({
  sequence: Sequence,
  /** Hash of the entry before; 64 zeros for the first. */
  previous: Hash,
  event: LedgerEvent,
  hash: Hash,
});
export type LedgerEntry = v.InferOutput<typeof LedgerEntry>;

/** A part of a budget on its way from one device of a person to another, over their encrypted and signed channel. */
export const AllotmentTransfer = v.strictObject({
  transfer: Id,
  budget: Id,
  from: Id,
  to: Id,
  amount: Amount,
  sequence: Sequence,
  entry: Hash,
  /** All budgets that the giver knows the person to have opened. */
  budgets: Budgets,
});
export type AllotmentTransfer = v.InferOutput<typeof AllotmentTransfer>;
