import * as v from 'valibot';
import { HEAD_LIST_DIGITS } from './head-list.ts';
import { SumsOrigin } from './sums-origin.ts';

const hex = (digits: number) => v.pipe(v.string(), v.length(digits), v.regex(/^[0-9a-f]*$/));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const difference = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));
const Member = v.picklist(['collaborative', 'content', 'graph', 'context']);

/** Where shared weights come from. Everything in it is public. */
export const SharedFusionOrigin = v.strictObject({
  /** The ways of mixing that people tried: a `FusionWeightings` beside the catalogue. */
  weightings: hex(HEAD_LIST_DIGITS),
  ...SumsOrigin.entries,
  /** What these weights gain over the first of the weightings, in NDCG@10 a report, and its standard error. */
  gain: difference,
  gainSe: amount,
});
export type SharedFusionOrigin = v.InferOutput<typeof SharedFusionOrigin>;

/**
 * How much each strategy's list counts for people of an installation, from released sums: where every device starts from. Published as
 * the text of a `SignedPublicFile`, in the place of a `PublishedFusion`.
 */
export const SharedFusion = v.pipe(
  v.strictObject({
    format: v.literal(1),
    members: v.pipe(v.array(Member), v.minLength(2), v.maxLength(4)),
    /** By member, sum 1. */
    weights: v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    origin: SharedFusionOrigin,
  }),
  v.check(
    ({ members, weights }) => members.length === weights.length && new Set(members).size === members.length,
    'not one weight a member',
  ),
  v.check(
    ({ weights }) => Math.abs(weights.reduce((sum, one) => sum + one, 0) - 1) < 1e-6,
    'the weights of the members do not add up to 1',
  ),
);
export type SharedFusion = v.InferOutput<typeof SharedFusion>;
