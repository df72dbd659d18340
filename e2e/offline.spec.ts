import { expect, test } from '@playwright/test';
import { episodes, netflixCsv, starterTitles } from './support/netflix-history.ts';
import { comeIn, goTo, importFile, listedTitles, unlock } from './support/person.ts';

test('after the first visit everything works without a network', async ({ page, context }) => {
  await comeIn(page);
  const films = starterTitles()
    .filter((title) => title.type === 'Movie')
    .map((title) => title.name)
    .slice(10, 30);
  await importFile(page, 'NetflixViewingHistory.csv', netflixCsv([...episodes('Dark', 8), ...films]));
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.reload();
  await unlock(page);
  await goTo(page, 'For you');
  const listed = await listedTitles(page);
  expect(listed.length).toBeGreaterThanOrEqual(10);
  await page.getByRole('article').first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(listed[0]);
  for (const room of ['Watchlist', 'History', 'Import', 'Your data', 'Together', 'This device']) {
    await goTo(page, room);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await goTo(page, 'Your data');
  await page.getByRole('button', { name: 'Train anew' }).click();
  await expect(page.getByText(/^Done: \d+ steps/)).toBeVisible({ timeout: 60_000 });
});

test('it can be installed', async ({ page, request }) => {
  await page.goto('/');
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(address ?? '')).json();
  expect(manifest).toMatchObject({ name: 'Parlour', display: 'standalone', start_url: '/' });
  const sizes = manifest.icons.map((icon: { sizes: string }) => icon.sizes);
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
  for (const icon of manifest.icons) expect((await request.get(icon.src)).ok(), icon.src).toBe(true);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null)).toBe(true);
});
