import * as v from 'valibot';

const sentence = v.pipe(v.string(), v.maxLength(1000));

/**
 * How every refusal of the server looks (RFC 9457, `application/problem+json`), with the parts of a `ParlourError` as
 * extension members.
 */
export const Problem = v.object({
  /** There are no pages about single problems; `code` tells them apart. */
  type: v.literal('about:blank'),
  /** The status in words. */
  title: sentence,
  status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
  /** `area/what`, stable. */
  code: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z-]+$/), v.maxLength(100)),
  /** What happened. */
  detail: sentence,
  meaning: sentence,
  mend: sentence,
});
export type Problem = v.InferOutput<typeof Problem>;
