// A fake IndexedDB in memory; the same is tested in a real Chromium, end to end.
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { film, filesOf, items, passphrase, testPlatform } from './brain-for-tests.ts';
import { createBrain } from './create-brain.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('what a person does counts also after their clock was set back, or another device’s was ahead', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 30) });
  const brain = createBrain({ files: filesOf(items()), vaultPlatform: testPlatform() });
  await brain.start();
  await brain.createVault(passphrase);
  const mine = async () => (await brain.mine([film(1)]))[0];
  await brain.feedback(film(1), 'watchlist');
  await brain.feedback(film(1), 'rating', 5);
  await brain.feedback(film(1), 'like');
  expect(await mine()).toMatchObject({ onWatchlist: true, stars: 5, liked: true });
  vi.setSystemTime(Date.now() - 86_400_000);
  await brain.feedback(film(1), 'unwatchlist');
  await brain.feedback(film(1), 'rating', 2);
  await brain.feedback(film(1), 'not-for-me');
  expect(await mine()).toMatchObject({ onWatchlist: false, stars: 2, liked: false, notForMe: true });
  expect((await brain.watchlist()).length).toBe(0);
  await brain.eraseEverything();
});
