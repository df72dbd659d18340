import * as v from 'valibot';

/** Random, but for `FIRST_PROFILE`; begins with the time, so that ids sort as profiles were made. */
export const ProfileId = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
export type ProfileId = v.InferOutput<typeof ProfileId>;

/** The profile of whoever made the vault. It is there from the start and cannot be deleted; its events name no profile. */
export const FIRST_PROFILE: ProfileId = 'first';

/** One of those who look for titles with these devices. What is not set was never chosen. */
export const HouseholdProfile = v.strictObject({
  id: ProfileId,
  name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  /** Names of what the interface draws: those that it does not know count as not chosen. */
  colour: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
  picture: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
});
export type HouseholdProfile = v.InferOutput<typeof HouseholdProfile>;

/** Whose an event is. */
export const profileOf = ({ profile }: { readonly profile?: ProfileId | undefined }): ProfileId =>
  profile ?? FIRST_PROFILE;

/** What an event of a profile says of whose it is. */
export const ofProfile = (profile: ProfileId): { readonly profile?: ProfileId } =>
  profile === FIRST_PROFILE ? {} : { profile };
