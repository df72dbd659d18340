import * as v from 'valibot';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const ndcg = share;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Member = v.picklist(['collaborative', 'content', 'graph', 'context']);

/** How much each strategy's list counts in the fusion, learned from many people: one small JSON file of the public way. */
export const PublishedFusion = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** The strategies that were measured together. */
    members: v.pipe(v.array(Member), v.minLength(1), v.maxLength(4)),
    /** By member, sum 1. */
    weights: v.strictObject({
      collaborative: v.optional(share),
      content: v.optional(share),
      graph: v.optional(share),
      context: v.optional(share),
    }),
    measured: v.strictObject({
      /** What the weights were learned from, for the report. */
      source: v.pipe(v.string(), v.maxLength(200)),
      people: count,
      /** The strategy that is best alone, its NDCG@10 and the fusion's, on people who took no part in choosing either. */
      bestMember: Member,
      bestMemberNdcg: ndcg,
      ndcg,
      /** Mean of the differences of these two, person by person, and its standard error. */
      gain: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
      gainSe: v.pipe(v.number(), v.finite(), v.minValue(0)),
    }),
  }),
  v.check(
    ({ members, weights }) =>
      members.every((name) => weights[name] !== undefined) && new Set(members).size === members.length,
    'a member without a weight, or named twice',
  ),
  v.check(
    ({ members, weights }) =>
      Math.abs(members.reduce((sum, name) => sum + (weights[name] ?? 0), 0) - 1) < 1e-6,
    'the weights of the members do not add up to 1',
  ),
  v.check(
    ({ members, weights }) => Object.keys(weights).every((name) => members.some((member) => member === name)),
    'a weight of no member',
  ),
);
export type PublishedFusion = v.InferOutput<typeof PublishedFusion>;
