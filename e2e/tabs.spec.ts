import { expect, test } from '@playwright/test';
import { netflixCsv } from './support/netflix-history.ts';
import { comeIn, goTo, importFile, unlock } from './support/person.ts';
import { storedBytes } from './support/stored-bytes.ts';

test('a second tab steps aside, or takes over when told to', async ({ page, context }) => {
  await comeIn(page);
  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByRole('heading', { name: 'Parlour is open in another tab' })).toBeVisible();
  // The first goes on undisturbed.
  await importFile(page, 'one.csv', netflixCsv(['Dark: Season 1: Secrets', 'Parasite']));
  await second.getByRole('button', { name: 'Use it here' }).click();
  await expect(second.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Parlour is open in another tab' })).toBeVisible();
  await unlock(second);
  await goTo(second, 'History');
  await expect(second.getByRole('main')).toContainText('Parasite');
});

test('erasing leaves nothing behind', async ({ page }) => {
  await comeIn(page);
  await importFile(page, 'one.csv', netflixCsv(['Dark: Season 1: Secrets', 'Parasite']));
  await goTo(page, 'Your data');
  await page.getByRole('textbox', { name: 'Type “erase” to confirm' }).fill('erase');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByText(/erased|nothing is left/i).first()).toBeVisible();
  const left = (await storedBytes(page)).filter(
    ({ place, text }) => place !== 'localStorage' || text !== '[[],[]]',
  );
  expect(left.map(({ place }) => place)).toEqual([]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Make my vault' })).toBeVisible();
});
