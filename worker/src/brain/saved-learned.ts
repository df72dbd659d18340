import { mostEvidence } from '@parlour/recommend';
import * as v from 'valibot';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const longestId = 200;

/** The format that this version writes; the first thing that is looked at. */
export const learnedFormat = 1;

/** What the engine has learned of how a person chooses, in the vault: at most some 50 kB. */
export const SavedLearned = v.object({
  format: v.literal(learnedFormat),
  evidence: v.pipe(
    v.array(
      v.object({
        event: v.pipe(v.string(), v.maxLength(longestId)),
        liking: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
        rewards: v.object({
          collaborative: v.optional(share),
          content: v.optional(share),
          graph: v.optional(share),
          context: v.optional(share),
        }),
      }),
    ),
    v.maxLength(mostEvidence),
  ),
  habits: v.object({
    /** JSON knows no infinity: null is "age makes no difference". */
    halfLife: v.nullable(v.pipe(v.number(), v.gtValue(0))),
    sameTime: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  }),
  habitsFrom: count,
  /** Minutes that were added to UTC for the clock that the habits were learned on. */
  utcOffset: v.optional(v.pipe(v.number(), v.minValue(-1440), v.maxValue(1440))),
});
