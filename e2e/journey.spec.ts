import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { canaryTitles, episodes, netflixCsv, starterTitles } from './support/netflix-history.ts';
import { comeIn, goTo, importFile, listedTitles, makeVault, unlock } from './support/person.ts';

const films = starterTitles()
  .filter((title) => title.type === 'Movie')
  .map((title) => title.name)
  .slice(300, 330);
const history = netflixCsv([...episodes('Dark', 26), ...films, ...canaryTitles(5)]);

test('from a Netflix file to a list with true reasons, there again after a reload', async ({ page }) => {
  await comeIn(page);
  await expect(page.getByText('A shuffled start.')).toBeVisible();
  await importFile(page, 'NetflixViewingHistory.csv', history);
  await expect(page.getByText('31 titles matched, 5 titles without a match.')).toBeVisible();

  await goTo(page, 'For you');
  const reasons = page.getByText(/^Because you watched /);
  await expect(reasons.first()).toBeVisible();
  const watched = new Set([...films, 'Dark']);
  for (const reason of await reasons.allInnerTexts()) {
    expect(watched).toContain(reason.replace('Because you watched ', ''));
  }
  const listed = await listedTitles(page);
  expect(listed.length).toBeGreaterThanOrEqual(10);
  expect(listed.filter((name) => watched.has(name))).toEqual([]);
  await expect(page.getByText('A shuffled start.')).toBeHidden();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await unlock(page);
  await expect(page.getByText(/^Because you watched /).first()).toBeVisible();
  expect(await listedTitles(page)).toEqual(listed);
  await goTo(page, 'History');
  await expect(page.getByRole('main')).toContainText('Dark');
});

test('a wrong passphrase opens nothing, says so, and the right one still does', async ({ page }) => {
  await comeIn(page);
  await page.getByRole('button', { name: 'Lock now' }).click();
  await unlock(page, 'not the passphrase at all');
  await expect(
    page.getByRole('alert').filter({ hasText: 'That is not the passphrase of this vault.' }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
});

test('recovery words set a new passphrase, and the old one is out', async ({ page }) => {
  const words = await makeVault(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Use recovery words' }).click();
  await page.getByRole('textbox', { name: /recovery words/i }).fill(words.join(' '));
  await page.getByRole('textbox', { name: 'New passphrase' }).fill('seven loud geese march');
  await page.getByRole('textbox', { name: 'Passphrase once more' }).fill('seven loud geese march');
  await page
    .getByRole('main')
    .getByRole('button', { name: /passphrase|open|recover/i })
    .last()
    .click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await unlock(page);
  await expect(page.getByRole('alert').filter({ hasText: 'not the passphrase' })).toBeVisible();
  await unlock(page, 'seven loud geese march');
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();
});

test('an import is undone, imported twice adds nothing, and unmatched rows can be saved', async ({
  page,
}) => {
  await comeIn(page);
  await importFile(page, 'NetflixViewingHistory.csv', history);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download unmatched rows' }).click();
  const csv = readFileSync((await (await download).path()) ?? '', 'utf8');
  expect(new Set(csv.match(/Canary\d/g))).toHaveProperty('size', 5);

  await page.getByRole('button', { name: 'Import another file' }).click();
  await importFile(page, 'again.csv', history);
  await expect(page.getByRole('region', { name: 'Import finished' })).toContainText(
    /0 rows|nothing new|already/i,
  );

  await goTo(page, 'History');
  await expect(page.getByRole('main')).toContainText('Dark');
  await goTo(page, 'Import');
  // Rows, not buttons: a button that works has another name, and the next one moves when its row goes.
  const imports = page.getByRole('region', { name: 'Earlier imports' }).getByRole('listitem');
  await expect(imports.first()).toBeVisible();
  for (let left = await imports.count(); left > 0; left--) {
    await imports.first().getByRole('button', { name: /^Undo/ }).click();
    await expect(imports).toHaveCount(left - 1);
  }
  await goTo(page, 'History');
  await expect(page.getByRole('main')).not.toContainText('Dark');
});
