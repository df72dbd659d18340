import * as v from 'valibot';

const share = v.pipe(v.number(), v.finite(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const halfLives = v.pipe(v.array(positive), v.minLength(1), v.maxLength(16));

const bits = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(7));

/** Pruned item-item weights in the body. */
const WeightsSection = v.strictObject({
  entries: length,
  /** Of a weight without its sign. */
  bits,
  /** Float value of the largest row's unit: the unit of a row is its 16 bits / 65535 of it. */
  largestUnit: share,
});

/** What stands before the body of a collaborative model's file. */
export const CollaborativeHeader = v.strictObject({
  items: v.pipe(length, v.maxValue(10_000_000)),
  /** What it was learned from, for the report. */
  source: v.pipe(v.string(), v.maxLength(200)),
  /** Unix milliseconds of the newest watch it was learned from. */
  learnedUntil: v.pipe(v.number(), v.finite()),
  together: WeightsSection,
  follows: WeightsSection,
  factors: v.strictObject({
    rank: v.pipe(length, v.maxValue(256)),
    /** Of a value without its sign. */
    bits,
    largestUnit: share,
    unobserved: positive,
    ridge: positive,
  }),
  /** How much each term counts, chosen on validation data. */
  mixture: v.strictObject({ together: share, follows: share, factors: share }),
  /** Half-lives in watches a person may have, and how likely each is before anything is known of them. */
  recency: v.strictObject({ halfLives, together: v.array(share), follows: v.array(share) }),
});
export type CollaborativeHeader = v.InferOutput<typeof CollaborativeHeader>;
