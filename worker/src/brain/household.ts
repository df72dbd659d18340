import type { WasmBinaries } from '@parlour/model';
import type { Vault } from '@parlour/vault';
import { FIRST_PROFILE, type ProfileId } from '@parlour/wire';
import type { BrainState, DeviceConditions, Settings, TogetherView } from '../brain-api/index.ts';
import type { PublicFiles } from '../public-files.ts';
import { type Device, openDevice } from './device.ts';
import { type Imports, openImports } from './imports.ts';
import { once } from './once.ts';
import { deleteProfile, forgetProfiles } from './profiles/forget-profiles.ts';
import { latestView, openPerson, type Person } from './profiles/open-person.ts';
import { openProfiles, type Profiles } from './profiles/open-profiles.ts';
import { openProfileModels } from './profiles/profile-models.ts';
import type { PublicCatalogue } from './public-catalogue.ts';
import { loadSettings, saveSettings } from './settings.ts';
import type { Sync } from './sync/open-sync.ts';
import type { OpenAggregator } from './together/aggregator.ts';
import type { Together } from './together/open-together.ts';
import { openTrials, type Trials } from './trials/open-trials.ts';

/** What is there as long as the vault is open, whichever of its profiles is. */
export interface Household {
  readonly vault: Vault;
  readonly house: PublicCatalogue;
  readonly settings: Settings;
  readonly imports: Imports;
  readonly device: Device;
  readonly profiles: Profiles;
  /** Models that are tried. */
  readonly trials: Trials;
  /** Taking part in rounds, which the first profile alone does. @throws ParlourError `vault/...` */
  together(): Promise<Together>;
  /** Sharing with the person's other devices. @throws ParlourError `vault/...` */
  sync(): Promise<Sync>;
  /** Undefined until it has been looked at. */
  readonly syncState: BrainState['sync'];
  /** Something may have changed that other devices of the person should hear of. */
  readonly shareChanges: () => void;
  /** Undefined until it has been looked at. */
  readonly togetherChoice: TogetherView['choice'] | undefined;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  /** What is of one profile. @throws ParlourError `profile/unknown` */
  person(profile: ProfileId): Promise<Person>;
  /** Whose lists are made from now on. */
  welcome(person: Person): void;
  /** Deletes a profile that nobody is, with everything of it. @throws ParlourError `profile/first`, `-unknown`, and all of the vault's. */
  deleteProfile(profile: ProfileId): Promise<void>;
  close(): void;
}

export interface HouseholdParts {
  readonly vault: Vault;
  readonly house: PublicCatalogue;
  readonly wasmBinaries?: WasmBinaries | undefined;
  readonly now: () => number;
  readonly clock: () => number;
  /** Something that the person did not wait for went wrong. */
  readonly onProblem: (error: unknown) => void;
  readonly aggregator: OpenAggregator;
  readonly files: PublicFiles;
  readonly conditions: () => DeviceConditions;
  /** Milliseconds since the person did anything. */
  readonly idleMs: () => number;
  readonly onTogetherChange: () => void;
  /** Address of the relay that Parlour comes with. */
  readonly ownRelay: string;
  readonly onSyncChange: () => void;
  /** The profile whose lists are made was deleted on another device. */
  readonly onProfileGone: () => void;
}

/** Events of another device, at most, that need no learning anew. */
const fewDeeds = 20;

export async function openHousehold(parts: HouseholdParts): Promise<Household> {
  const { vault, house, wasmBinaries, now, clock, onProblem } = parts;
  // Side by side: the person waits for each, and none needs another.
  const importsOpened = openImports({ vault, house, now });
  const quiet = async (): Promise<void> => (await importsOpened).quiet();
  const trialsOpened = openTrials(vault, now, onProblem);
  const [loaded, imports, device, profiles, models, trials] = await Promise.all([
    loadSettings(vault),
    importsOpened,
    openDevice({ vault, house, wasmBinaries, clock, quiet }),
    openProfiles(vault),
    openProfileModels(vault),
    trialsOpened,
    trialsOpened.then(({ armOf }) => house.tryBy(armOf)),
  ]);
  let settings = loaded;
  vault.setIdleLock(settings.lockAfterMinutes * 60_000);
  let here: Person | undefined;
  let opened: Together | undefined;
  let isClosed = false;
  let sharing: Sync | undefined;
  const together = once(async () => {
    const { openTogether } = await import('./together/open-together.ts');
    const { files, conditions, idleMs, onTogetherChange: onChange, aggregator } = parts;
    const found = await openTogether({
      vault,
      house,
      // Whoever chose to take part, and nobody else: one history, clipped once, whichever profile is open, and however many there are.
      history: latestView(FIRST_PROFILE, vault, imports, house),
      files,
      learned: () => here?.recommender.standing,
      trials,
      arms: () => here?.recommender.arms ?? [],
      startsAsBefore: () => here?.recommender.startsAsBefore ?? false,
      aggregator,
      now,
      conditions,
      idleMs,
      onChange,
    });
    if (isClosed) found.close();
    opened = found;
    onChange();
    return found;
  });
  // Whoever has chosen to take part does so without looking at the page.
  together().catch((error: unknown) => {
    if (!vault.isLocked) onProblem(error);
  });
  const sync = once(async () => {
    const { openSync } = await import('./sync/open-sync.ts');
    const found = await openSync({
      vault,
      together,
      now,
      ownRelay: parts.ownRelay,
      settings: { settings: () => settings, change: changeSettings },
      profiles,
      trials,
      onSecretTaken: () => house.tryBy(trials.armOf),
      onChange: parts.onSyncChange,
      onArrival({ came, went }) {
        // As if the person had done it here: a few deeds are learned in passing.
        if (went > 0 || came > fewDeeds) here?.learner.learnAnew();
        else if (came > 0) here?.learner.learnSoon();
        parts.onSyncChange();
      },
      async onProfilesGone(gone) {
        if (here !== undefined && gone.includes(here.profile)) parts.onProfileGone();
        await forgetProfiles(gone, { models, imports });
      },
    });
    if (isClosed) found.close();
    sharing = found;
    parts.onSyncChange();
    return found;
  });
  sync().catch((error: unknown) => {
    if (!vault.isLocked) onProblem(error);
  });
  async function changeSettings(change: Partial<Settings>): Promise<Settings> {
    settings = await saveSettings(vault, { ...settings, ...change });
    vault.setIdleLock(settings.lockAfterMinutes * 60_000);
    return settings;
  }
  return {
    vault,
    house,
    imports,
    device,
    profiles,
    trials,
    together,
    sync,
    get syncState() {
      return sharing?.state;
    },
    shareChanges: () => sharing?.look(),
    get togetherChoice() {
      return opened?.choice;
    },
    get settings() {
      return settings;
    },
    changeSettings,
    async person(profile) {
      profiles.find(profile);
      const onChosen = (): void => {
        if (opened !== undefined) parts.onTogetherChange();
      };
      return openPerson(profile, { vault, house, device, imports, models, now, onProblem, onChosen });
    },
    welcome(person) {
      here = person;
    },
    async deleteProfile(profile) {
      await deleteProfile(profile, { vault, imports, models, profiles });
      // The profile is gone in any case; what this leaves behind goes when there is more to seal.
      await (await sync()).forgetForGood().catch(onProblem);
    },
    close() {
      isClosed = true;
      opened?.close();
      sharing?.close();
      imports.close();
      device.close();
    },
  };
}
