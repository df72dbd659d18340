import { FIRST_PROFILE, HouseholdProfile, ProfileId } from '@parlour/wire';
import * as v from 'valibot';

/** What is remembered of profiles beside their events. */
export const SavedProfiles = v.object({
  format: v.literal(1),
  /** The one that is on this device: no other hears of it. */
  active: ProfileId,
  profiles: v.array(HouseholdProfile),
  /** Those that were deleted here, until the person's other devices can hear of it. */
  removed: v.array(ProfileId),
});
export type SavedProfiles = v.InferOutput<typeof SavedProfiles>;

export const firstAlone: SavedProfiles = { format: 1, active: FIRST_PROFILE, profiles: [], removed: [] };
