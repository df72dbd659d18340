import * as v from 'valibot';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Member = v.picklist(['collaborative', 'content', 'graph', 'context']);

/** Ways of mixing that are tried side by side, at most, the one that they are held against included. */
export const MOST_WEIGHTINGS = 65;

/**
 * What a `fusion` query is about: ways of mixing the strategies' lists, which each device tries on its own history. Nothing in it is of
 * any one person: the first is what everybody starts from, the others are places around it.
 */
export const FusionWeightings = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** The strategies that are mixed; any other keeps its share of the start. */
    members: v.pipe(v.array(Member), v.minLength(2), v.maxLength(4)),
    /** By member, each with sum 1; none twice. */
    weightings: v.pipe(v.array(v.array(share)), v.minLength(2), v.maxLength(MOST_WEIGHTINGS)),
  }),
  v.check(({ members }) => new Set(members).size === members.length, 'a member twice'),
  v.check(
    ({ members, weightings }) => weightings.every((weights) => weights.length === members.length),
    'a weighting of other members',
  ),
  v.check(
    ({ weightings }) =>
      weightings.every((weights) => Math.abs(weights.reduce((sum, one) => sum + one, 0) - 1) < 1e-6),
    'a weighting that does not add up to 1',
  ),
  v.check(
    ({ weightings }) => new Set(weightings.map(String)).size === weightings.length,
    'a weighting twice',
  ),
);
export type FusionWeightings = v.InferOutput<typeof FusionWeightings>;

/** Name of the file, beside the catalogue's. @param name the first 32 hex digits of its SHA-256. */
export const fusionWeightingsPath = (name: string): string => `weightings-${name}.json`;
