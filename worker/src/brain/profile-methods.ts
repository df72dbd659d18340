import { FIRST_PROFILE, type HouseholdProfile, type ProfileId, profileOf } from '@parlour/wire';
import type { BrainApi, OnProgress, ProfilesView, ProfileView } from '../brain-api/index.ts';
import type { Home } from './home.ts';
import { vaultIsLocked } from './needs.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { profileError } from './profiles/profile-error.ts';
import { progressToPage } from './progress-to-page.ts';

type ProfileMethods = Pick<
  BrainApi,
  'addProfile' | 'changeProfile' | 'switchProfile' | 'profileContents' | 'deleteProfile'
>;

interface ProfileParts {
  /** Throws `vault/locked`. */
  readonly atHome: () => Home;
  /** From now on this is the home that everything is asked of. */
  readonly moveTo: (home: Home) => void;
  /** Unix milliseconds, and monotonic ones. */
  readonly now: () => number;
  readonly clock: () => number;
  readonly publish: () => void;
}

export interface ProfilesOfBrain {
  readonly methods: ProfileMethods;
  /** The first profile's home is moved to: the one that was open is gone. */
  leaveGone(): Promise<void>;
}

/** What the page may ask of the profiles of a household. */
export function profileMethods({ atHome, moveTo, now, clock, publish }: ProfileParts): ProfilesOfBrain {
  const inOrder = oneAtATime();
  const move = async (to: ProfileId, onProgress: OnProgress): Promise<void> => {
    const from = atHome();
    if (from.profile === to) return;
    const tell = progressToPage(onProgress, clock);
    const step = 'Opening the list';
    tell({ step, fraction: 0 });
    const next = await from.as(to, (fraction) => tell({ step: 'Learning', fraction }));
    // Nobody is at home where the vault was locked meanwhile.
    if (next.vault.isLocked) {
      next.close();
      throw vaultIsLocked();
    }
    moveTo(next);
    tell({ step, fraction: 1 });
    publish();
  };
  const changed = (): void => {
    atHome().shareChanges();
    publish();
  };
  const methods: ProfileMethods = {
    addProfile: (chosen) =>
      inOrder(async () => {
        const made = await atHome().profiles.add(chosen, now());
        changed();
        return profileView(made);
      }),
    changeProfile: (id, chosen) =>
      inOrder(async () => {
        await atHome().profiles.change(id, chosen);
        changed();
      }),
    switchProfile: (id, onProgress) => inOrder(() => move(id, onProgress)),
    async profileContents(id) {
      const { vault, profiles } = atHome();
      profiles.find(id);
      return { entries: vault.events().filter((event) => profileOf(event) === id).length };
    },
    deleteProfile: (id, onProgress) =>
      inOrder(async () => {
        if (id === FIRST_PROFILE) throw profileError('first');
        atHome().profiles.find(id);
        // Whoever deletes the profile that is open is somebody else from then on.
        if (atHome().profile === id) await move(FIRST_PROFILE, onProgress);
        const tell = progressToPage(onProgress, clock);
        tell({ step: 'Deleting', fraction: 0 });
        await atHome().deleteProfile(id);
        tell({ step: 'Deleting', fraction: 1 });
        changed();
      }),
  };
  return { methods, leaveGone: () => inOrder(() => move(FIRST_PROFILE, () => undefined)) };
}

export const profilesView = ({ profile, profiles }: Pick<Home, 'profile' | 'profiles'>): ProfilesView => ({
  active: profile,
  all: profiles.all().map(profileView),
});

const profileView = ({ id, name, colour, picture }: HouseholdProfile): ProfileView => ({
  id,
  name,
  colour,
  picture,
  isFirst: id === FIRST_PROFILE,
});
