import type { ProfileView } from '@parlour/worker/brain-api';
import { useBrainState } from '../brain/brain-context.ts';

export interface ProfilesHere {
  /** Whose lists are shown; undefined while the vault is closed. */
  readonly active: ProfileView | undefined;
  readonly all: readonly ProfileView[];
  /** Nobody has made another: then nothing is said of profiles, but for the way to make one. */
  readonly isAlone: boolean;
}

export function useProfiles(): ProfilesHere {
  const profiles = useBrainState()?.profiles;
  const all = profiles?.all ?? [];
  return { active: all.find(({ id }) => id === profiles?.active) ?? all[0], all, isAlone: all.length < 2 };
}

/** What a profile is called. */
export const calledName = ({ name, isFirst }: Pick<ProfileView, 'name' | 'isFirst'>): string =>
  name ?? (isFirst ? 'You' : 'Somebody');

/** “Ana’s”; “Your” for who has no name. */
export const possessive = (profile: Pick<ProfileView, 'name' | 'isFirst'>): string =>
  profile.name === undefined && profile.isFirst ? 'your' : `${calledName(profile)}’s`;
