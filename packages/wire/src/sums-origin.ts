import * as v from 'valibot';
import { EpochId } from './epoch-id.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const hash = v.pipe(v.string(), v.length(64), v.regex(/^[0-9a-f]*$/));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Where anything that was learned of released sums comes from. Everything in it is public. */
export const SumsOrigin = v.strictObject({
  /** SHA-256 of the files that were served when it was made. */
  parents: v.pipe(v.array(hash), v.maxLength(16)),
  /** SHA-256 of the bundles that asked. */
  bundles: v.pipe(v.array(hash), v.minLength(1), v.maxLength(64)),
  /** Released rounds, each a cohort of so many reports. */
  cohorts: v.pipe(
    v.array(v.strictObject({ round: hash, epoch: EpochId, reports: count })),
    v.minLength(1),
    v.maxLength(64),
  ),
  /** Of all cohorts together; one person may have made one an epoch. */
  reports: count,
  /** Standard deviation that the rounds' noise leaves at each number of the mean. */
  noise: amount,
  /** The most that one report cost a person, of all bundles. */
  epsilon: v.strictObject({ one: amount, delta: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)) }),
});
export type SumsOrigin = v.InferOutput<typeof SumsOrigin>;
