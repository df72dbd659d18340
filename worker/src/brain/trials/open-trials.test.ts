import 'fake-indexeddb/auto';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { armOf } from '@parlour/private-aggregation/queries';
import { createVault, openVault, type Vault } from '@parlour/vault';
import type { EventKind, HistoryEvent } from '@parlour/wire';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { passphrase, testPlatform } from '../brain-for-tests.ts';
import { openTrials, type Trials } from './open-trials.ts';
import type { TrialArm } from './trial-arm.ts';

const experiment = 'ab'.repeat(16);
const twelve = 'a b c d e f g h i j k l'.split(' ');
const platform = testPlatform();
let vault: Vault;
let trials: Trials;
let now = 0;
const problems: unknown[] = [];

const open = () =>
  openTrials(
    vault,
    () => now,
    (problem) => problems.push(problem),
  );
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  ({ vault } = await createVault(passphrase, { platform }));
  trials = await open();
  now = 0;
  problems.length = 0;
});
afterEach(async () => {
  await vault.lock();
  if (problems.length > 0) throw problems[0];
});
const again = async (): Promise<Trials> => {
  await vault.lock();
  vault = await openVault({ passphrase }, { platform });
  trials = await open();
  return trials;
};
const arm = (change: Partial<TrialArm> = {}): TrialArm => ({
  model: 'moments',
  experiment,
  arm: 'candidate',
  share: 0.5,
  ...change,
});
const deed = (kind: EventKind, item: string): HistoryEvent => ({
  id: `${kind} ${item}`,
  kind,
  item,
  at: 0,
  source: 'viewer',
});

it('has a secret of its own that stays, and takes the lower of its person’s devices', async () => {
  const { secret } = trials;
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect((await again()).secret).toBe(secret);
  expect(await trials.takeSecret('f'.repeat(64))).toBe(false);
  expect(await trials.takeSecret('0'.repeat(64))).toBe(true);
  expect((await again()).secret).toBe('0'.repeat(64));
  for (const digit of '0123456789') {
    const [name, share] = [digit.repeat(32), 0.5];
    expect(await trials.armOf(name, share)).toBe(await armOf(nodeSuite, new Uint8Array(32), name, share));
  }
});

it('is in no file that a person exports', async () => {
  trials.shown(['secretly-shown'], [arm()]);
  const text = await vault.exportJson();
  expect(text).not.toContain(trials.secret);
  expect(text).not.toContain('secretly-shown');
});

it('notes lists, what is opened of them and watched, by arm, and keeps it', async () => {
  expect(trials.qualityOf(experiment)).toBeUndefined();
  trials.note(deed('view', 'a'));
  trials.shown(twelve, []);
  expect(trials.qualityOf(experiment)).toBeUndefined();
  trials.shown(twelve, [arm(), arm({ experiment: 'cd'.repeat(16), arm: 'current' })]);
  trials.note(deed('click', 'b'));
  trials.note(deed('like', 'b'));
  trials.note(deed('seen', 'a'));
  // The eleventh was shown, and does not count.
  trials.note(deed('completion', 'k'));
  now += 3_600_000;
  trials.shown(['m'], [arm()]);
  expect(trials.qualityOf(experiment)).toEqual({
    arm: 'candidate',
    hits: 0.5,
    clicks: 0.5,
    completions: 0.5,
  });
  expect((await again()).qualityOf(experiment)?.hits).toBe(0.5);
  expect(trials.qualityOf('cd'.repeat(16))).toEqual({ arm: 'current', hits: 0.5, clicks: 1, completions: 1 });
});

it('begins anew where the arm is another, and forgets experiments that are long over', async () => {
  trials.shown(['a'], [arm()]);
  trials.note(deed('seen', 'a'));
  trials.shown(['a'], [arm({ arm: 'current' })]);
  expect(trials.qualityOf(experiment)).toEqual({ arm: 'current', hits: 0, clicks: 0, completions: 0 });
  for (const digit of '12345') trials.shown(['a'], [arm({ experiment: digit.repeat(32) })]);
  expect(trials.qualityOf(experiment)).toBeUndefined();
  expect(trials.qualityOf('2'.repeat(32))).toBeDefined();
});
