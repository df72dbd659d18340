import { expect, test } from '@playwright/test';
import { expectAccessible as check } from './support/accessible.ts';
import { episodes, netflixCsv, starterTitles } from './support/netflix-history.ts';
import { chooseFile, comeIn, goTo, importFile } from './support/person.ts';

const films = starterTitles()
  .filter((title) => title.type === 'Movie')
  .map((title) => title.name)
  .slice(500, 520);

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page breaks the rules of WCAG 2.2 AA that axe can see (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Make my vault' })).toBeVisible();
    await check(page, 'welcome');
    await comeIn(page);
    await check(page, 'list, shuffled');
    await importFile(page, 'NetflixViewingHistory.csv', netflixCsv([...episodes('Dark', 8), ...films]));
    await check(page, 'imported');
    await chooseFile(
      page,
      'other.csv',
      netflixCsv(['Nobody made this', 'Alien', 'The Office: Season 1: Pilot']),
    );
    await expect(page.getByRole('tablist')).toBeVisible();
    await check(page, 'preview');
    for (const room of [
      'For you',
      'Watchlist',
      'History',
      'Import',
      'Your data',
      'Together',
      'Your devices',
      'This device',
    ]) {
      await goTo(page, room);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await check(page, room);
    }
    await goTo(page, 'For you');
    await page.getByRole('article').first().getByRole('link').click();
    await expect(page.getByRole('heading', { name: /similar|like this/i })).toBeVisible();
    await check(page, 'title');
    await page.getByRole('button', { name: 'Profile: You' }).click();
    await expect(page.getByRole('menuitem', { name: 'Add a profile' })).toBeVisible();
    await check(page, 'the menu of profiles');
    await page.getByRole('menuitem', { name: 'Add a profile' }).click();
    await expect(page.getByRole('heading', { name: 'A new profile' })).toBeVisible();
    await check(page, 'a new profile');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
    await check(page, 'locked');
  });
}

test('the first visit and the list need no mouse', async ({ page }) => {
  await comeIn(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  const like = page.getByRole('button', { name: /^Like: / }).first();
  for (
    let presses = 0;
    presses < 60 && !(await like.evaluate((button) => button === document.activeElement));
    presses++
  ) {
    await page.keyboard.press('Tab');
  }
  await expect(like).toBeFocused();
  const name = (await like.getAttribute('aria-label')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name }).first()).toHaveAttribute('aria-pressed', 'true');
});
