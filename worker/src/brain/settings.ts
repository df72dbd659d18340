import type { Vault } from '@parlour/vault';
import * as v from 'valibot';
import type { Settings } from '../brain-api/index.ts';
import { loadJson, saveJson } from './blob.ts';

const SavedSettings = v.object({
  lockAfterMinutes: v.pipe(v.number(), v.minValue(0), v.maxValue(24 * 60)),
  platforms: v.array(v.string()),
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
});

export const defaultSettings: Settings = { lockAfterMinutes: 15, platforms: [], country: undefined };

export async function loadSettings(vault: Vault): Promise<Settings> {
  const saved = await loadJson(vault, 'settings', SavedSettings, defaultSettings);
  return { ...saved, country: saved.country };
}

/** The settings after the change, saved. Values out of range are refused, and nothing changes. */
export async function saveSettings(vault: Vault, settings: Settings): Promise<Settings> {
  const checked = v.parse(SavedSettings, settings);
  await saveJson(vault, 'settings', checked);
  return { ...checked, country: checked.country };
}
