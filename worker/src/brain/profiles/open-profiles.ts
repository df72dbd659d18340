import type { Vault } from '@parlour/vault';
import { FIRST_PROFILE, HouseholdProfile, type HistoryEvent, type ProfileId, profileOf } from '@parlour/wire';
import * as v from 'valibot';
import { loadJson, saveJson } from '../blob.ts';
import { profileError } from './profile-error.ts';
import { firstAlone, SavedProfiles } from './saved-profiles.ts';

/** Of each household; devices that come together may have more. */
export const MOST_PROFILES = 8;
const longestName = 30;

/** What can be chosen of a profile. */
export type ChosenOfProfile = Pick<HouseholdProfile, 'name' | 'colour' | 'picture'>;

/** The profiles of an open vault: what was chosen of them. Their events are in its log. */
export interface Profiles {
  /** Which one this device was last used by. */
  readonly active: ProfileId;
  /** The first one first, the others as they were made. Also those of which there is nothing but events. */
  all(): readonly HouseholdProfile[];
  /** @throws ParlourError `profile/unknown` */
  find(id: ProfileId): HouseholdProfile;
  /** @throws ParlourError `profile/bad-name`, `-name-taken`, `-too-many`; then nothing was changed. */
  add(chosen: ChosenOfProfile, now: number): Promise<HouseholdProfile>;
  /** @throws ParlourError `profile/unknown`, `-bad-name`, `-name-taken` */
  change(id: ProfileId, chosen: ChosenOfProfile): Promise<void>;
  /** @throws ParlourError `profile/unknown` */
  activate(id: ProfileId): Promise<void>;
  /** Forgets what was chosen of one; its events must be gone. @throws ParlourError `profile/first`, `-unknown` */
  remove(id: ProfileId): Promise<void>;
  /** Of what was chosen, and what was deleted here and nobody else has heard of. */
  readonly saved: Pick<SavedProfiles, 'profiles' | 'removed'>;
  /** Takes what the devices of the person have come to. */
  adopt(profiles: readonly HouseholdProfile[]): Promise<void>;
  /** Adds those that are not there; of one of which nothing was chosen yet it takes that. */
  restore(profiles: readonly HouseholdProfile[]): Promise<void>;
  hasEvents(id: ProfileId): boolean;
}

export async function openProfiles(vault: Vault): Promise<Profiles> {
  let saved = await loadJson(vault, 'profiles', SavedProfiles, firstAlone);
  const used = usedBy(vault);
  const save = async (change: Partial<SavedProfiles>, isForGood = false): Promise<void> => {
    saved = { ...saved, ...change };
    await saveJson(vault, 'profiles', saved);
    // The vault keeps the revision before the newest, too: of what was deleted nothing is to be left.
    if (isForGood) await saveJson(vault, 'profiles', saved);
  };
  const all = (): readonly HouseholdProfile[] => {
    const found = new Map<ProfileId, HouseholdProfile>([[FIRST_PROFILE, { id: FIRST_PROFILE }]]);
    for (const id of used()) found.set(id, { id });
    for (const profile of saved.profiles) found.set(profile.id, profile);
    const [first, ...others] = found.values();
    return first === undefined ? [] : [first, ...others.toSorted((a, b) => (a.id < b.id ? -1 : 1))];
  };
  const find = (id: ProfileId): HouseholdProfile => {
    const found = all().find((one) => one.id === id);
    if (found === undefined) throw profileError('unknown');
    return found;
  };
  const named = (name: string | undefined, except?: ProfileId): string => {
    const trimmed = name?.trim().replace(/\s+/g, ' ') ?? '';
    if (trimmed === '' || trimmed.length > longestName) throw profileError('bad-name');
    const same = all().find((one) => one.id !== except && isSameName(one.name, trimmed));
    if (same !== undefined) throw profileError('name-taken');
    return trimmed;
  };
  const withProfile = (profile: HouseholdProfile): HouseholdProfile[] => [
    ...saved.profiles.filter(({ id }) => id !== profile.id),
    v.parse(HouseholdProfile, profile),
  ];
  return {
    get active() {
      return all().some(({ id }) => id === saved.active) ? saved.active : FIRST_PROFILE;
    },
    all,
    find,
    async add({ name, colour, picture }, now) {
      if (all().length >= MOST_PROFILES) throw profileError('too-many');
      const profile = { id: newProfileId(now), name: named(name), ...given({ colour, picture }) };
      await save({ profiles: withProfile(profile) });
      return profile;
    },
    async change(id, { name, ...look }) {
      const before = find(id);
      const next = { ...before, ...given(look), ...(name !== undefined && { name: named(name, id) }) };
      await save({ profiles: withProfile(next) });
    },
    async activate(id) {
      find(id);
      if (id !== saved.active) await save({ active: id });
    },
    async remove(id) {
      if (id === FIRST_PROFILE) throw profileError('first');
      find(id);
      await save({ ...without(saved, id), removed: [...saved.removed, id] }, true);
    },
    get saved() {
      return saved;
    },
    async adopt(profiles) {
      const isGone = saved.profiles.some(({ id }) => !profiles.some((one) => one.id === id));
      await save({ profiles: [...profiles], removed: [] }, isGone);
    },
    async restore(profiles) {
      const there = new Set(saved.profiles.map(({ id }) => id));
      const fresh = profiles.filter(({ id }) => !there.has(id));
      if (fresh.length > 0) await save({ profiles: [...saved.profiles, ...fresh] });
    },
    hasEvents: (id) => used().has(id),
  };
}

/** Other profiles than the first that have events. */
function usedBy(vault: Vault): () => ReadonlySet<ProfileId> {
  let of: readonly HistoryEvent[] | undefined;
  let found: ReadonlySet<ProfileId> = new Set();
  return () => {
    const events = vault.events();
    if (events !== of) {
      of = events;
      found = new Set(events.map(profileOf).filter((id) => id !== FIRST_PROFILE));
    }
    return found;
  };
}

function newProfileId(now: number): ProfileId {
  const random = crypto.getRandomValues(new Uint8Array(8));
  return `${now.toString(36).padStart(9, '0')}-${Array.from(random, (byte) => byte.toString(36).padStart(2, '0')).join('')}`;
}

const without = ({ profiles }: SavedProfiles, id: ProfileId): Pick<SavedProfiles, 'profiles'> => ({
  profiles: profiles.filter((one) => one.id !== id),
});
const isSameName = (one: string | undefined, other: string): boolean =>
  one?.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;
const given = ({ colour, picture }: ChosenOfProfile): Pick<HouseholdProfile, 'colour' | 'picture'> => ({
  ...(colour !== undefined && { colour }),
  ...(picture !== undefined && { picture }),
});
