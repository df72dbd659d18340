import type { Vault } from '@parlour/vault';
import { type ProfileId, profileOf } from '@parlour/wire';
import type { Imports } from '../imports.ts';
import type { Profiles } from './open-profiles.ts';
import type { ProfileModels } from './profile-models.ts';

interface Kept {
  readonly vault: Vault;
  readonly imports: Pick<Imports, 'forget'>;
  readonly models: Pick<ProfileModels, 'forget'>;
  readonly profiles: Pick<Profiles, 'remove'>;
}

/**
 * Deletes a profile: its events first, which are then gone from log and checkpoints, then what was learned and noted of them, then what
 * was chosen of it. Where that breaks off, what is left is a profile with nothing in it.
 * @throws ParlourError `profile/first`, `-unknown`, and all of the vault's.
 */
export async function deleteProfile(id: ProfileId, kept: Kept): Promise<void> {
  const { vault, profiles } = kept;
  const events = vault.events().filter((event) => profileOf(event) === id);
  await vault.retractMany(events.map((event) => event.id));
  await forgetProfiles([id], kept);
  await profiles.remove(id);
}

/** What lies in the vault beside the events of profiles that are gone, and says something of them. */
export async function forgetProfiles(
  ids: readonly ProfileId[],
  { models, imports }: Pick<Kept, 'models' | 'imports'>,
): Promise<void> {
  if (ids.length === 0) return;
  await models.forget(ids);
  await imports.forget(ids);
}
