import * as v from 'valibot';

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What a person, or a program for them, asks the recommendation engine for. Missing is unknown, never a default. */
export const RecommendationRequest = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  /** Item ids. */
  exclude: v.optional(v.array(v.string())),
  context: v.optional(
    v.object({
      device: v.optional(v.picklist(['phone', 'tablet', 'computer', 'television'])),
      mood: v.optional(v.picklist(['light', 'intense', 'thoughtful', 'relaxing', 'exciting'])),
      /** Minutes there are to watch. */
      minutes: v.optional(v.pipe(v.number(), v.minValue(0))),
      /** Slugs of the platforms that can be used now. */
      platforms: v.optional(v.array(v.string())),
      /** Unix milliseconds. */
      now: v.optional(v.pipe(v.number(), v.finite())),
      /** Minutes to add to UTC for the person's clock. */
      utcOffset: v.optional(v.pipe(v.number(), v.finite())),
    }),
  ),
  seed: v.optional(v.pipe(v.number(), v.finite())),
  rewatch: v.optional(v.boolean()),
});
export type RecommendationRequest = v.InferOutput<typeof RecommendationRequest>;

export const RecommendationReason = v.object({
  type: v.picklist([
    'similar-to',
    'because-genre',
    'because-person',
    'trending',
    'fresh',
    'mood',
    'cluster',
    'popular',
    'shuffle',
  ]),
  /** A whole sentence. */
  description: v.string(),
  /** Share of the score that it carries. */
  confidence: Share,
  /** Item ids, a genre, a person's name or words. */
  path: v.array(v.string()),
});
export type RecommendationReason = v.InferOutput<typeof RecommendationReason>;

/** One title of a list of recommendations. */
export const RecommendationEntry = v.object({
  item: v.string(),
  score: v.number(),
  trust: v.object({
    score: Share,
    parts: v.object({
      source: Share,
      metadata: Share,
      availability: Share,
      quality: Share,
      preference: Share,
    }),
  }),
  explanation: v.string(),
  reasons: v.array(RecommendationReason),
  source: v.picklist([
    'collaborative',
    'content',
    'graph',
    'context',
    'popular',
    'trending',
    'fresh',
    'shuffle',
  ]),
});
export type RecommendationEntry = v.InferOutput<typeof RecommendationEntry>;
