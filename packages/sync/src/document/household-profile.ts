import * as v from 'valibot';

/** Somebody of the household for whom the person looks for titles on these devices, too. */
export const HouseholdProfile = v.strictObject({
  /** Random. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** Item ids that the profile starts from. */
  likes: v.optional(v.pipe(v.array(v.string()), v.maxLength(1000))),
});
export type HouseholdProfile = v.InferOutput<typeof HouseholdProfile>;
