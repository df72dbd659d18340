import { SharedRecord } from '@parlour/sync';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Settings } from '../../brain-api/index.ts';
import { defaultSettings } from '../settings.ts';
import { sharedSettings } from './shared-settings.ts';

function device() {
  let settings: Settings = defaultSettings;
  const change = async (more: Partial<Settings>): Promise<void> => {
    settings = { ...settings, ...more };
  };
  const record = new SharedRecord(new Y.Doc());
  const shared = sharedSettings(record, { settings: () => settings, change });
  return { record, shared, change, get: () => settings };
}

it('platforms and country are the person’s; the lock is the device’s', async () => {
  const [one, two] = [device(), device()];
  const meet = async (): Promise<void> => {
    for (const each of [one, two]) await each.shared.reconcile();
    Y.applyUpdate(two.record.document, Y.encodeStateAsUpdate(one.record.document));
    Y.applyUpdate(one.record.document, Y.encodeStateAsUpdate(two.record.document));
    for (const each of [one, two]) await each.shared.reconcile();
  };
  await one.change({ platforms: ['netflix'], country: 'SE', lockAfterMinutes: 5 });
  await meet();
  expect(two.get()).toEqual({ platforms: ['netflix'], country: 'SE', lockAfterMinutes: 15 });
  await two.change({ platforms: [] });
  await meet();
  expect(one.get()).toEqual({ platforms: [], country: 'SE', lockAfterMinutes: 5 });
  // A device that has chosen nothing takes nothing away from the others.
  const three = device();
  Y.applyUpdate(three.record.document, Y.encodeStateAsUpdate(one.record.document));
  await three.shared.reconcile();
  expect(three.get().country).toBe('SE');
  expect(three.record.settings().get('country')).toBe('SE');
});
