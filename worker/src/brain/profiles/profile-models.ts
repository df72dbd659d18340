import type { Vault } from '@parlour/vault';
import { FIRST_PROFILE, ProfileId } from '@parlour/wire';
import * as v from 'valibot';
import { loadJson, saveJson } from '../blob.ts';
import { fromHex, toHex } from '../together/hex.ts';

const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})*$/));
/** By profile, what was learned of it. */
const SavedModels = v.record(
  ProfileId,
  v.object({ 'personal-model': v.optional(hex), learned: v.optional(hex) }),
);

/** Where what is learned of one profile is kept: a vault, as far as that is concerned. */
export interface ProfileShelf extends Pick<Vault, 'isLocked'> {
  loadBlob(name: 'personal-model' | 'learned'): Promise<Uint8Array<ArrayBuffer> | undefined>;
  saveBlob(name: 'personal-model' | 'learned', bytes: Uint8Array): Promise<void>;
}

export interface ProfileModels {
  shelf(profile: ProfileId): ProfileShelf;
  /** Of these nothing is kept any more, and nothing is taken from whoever still has a shelf of them. */
  forget(profiles: Iterable<ProfileId>): Promise<void>;
}

/**
 * The first profile's are blobs of the vault by themselves, as they were before there were others. All others' lie together in one: a
 * blob for each would tell whoever has the locked device how many there are.
 */
export async function openProfileModels(vault: Vault): Promise<ProfileModels> {
  const saved = new Map(Object.entries(await loadJson(vault, 'profile-models', SavedModels, {})));
  /** How often a profile was forgotten: what somebody who opened it before goes on learning is not kept. */
  const times = new Map<ProfileId, number>();
  const save = (): Promise<void> => saveJson(vault, 'profile-models', Object.fromEntries(saved));
  return {
    shelf(profile) {
      if (profile === FIRST_PROFILE) return vault;
      const opened = times.get(profile);
      return {
        get isLocked() {
          return vault.isLocked;
        },
        async loadBlob(name) {
          const kept = saved.get(profile)?.[name];
          return kept === undefined ? undefined : fromHex(kept);
        },
        async saveBlob(name, bytes) {
          if (times.get(profile) !== opened) return;
          saved.set(profile, { ...saved.get(profile), [name]: toHex(bytes) });
          await save();
        },
      };
    },
    async forget(profiles) {
      let isKept = false;
      for (const profile of profiles) {
        times.set(profile, (times.get(profile) ?? 0) + 1);
        isKept = saved.delete(profile) || isKept;
      }
      if (!isKept) return;
      // Twice: the vault keeps the revision before the newest, too.
      await save();
      await save();
    },
  };
}
