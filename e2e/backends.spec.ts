import { expect, test } from '@playwright/test';
import { episodes, netflixCsv, starterTitles } from './support/netflix-history.ts';
import { comeIn, goTo, importFile } from './support/person.ts';

const films = starterTitles()
  .filter((title) => title.type === 'Movie')
  .map((title) => title.name)
  .slice(40, 70);
const history = netflixCsv([...episodes('Dark', 8), ...films]);

/** The choice's name, and what the report of a training calls the backend that ran it. */
const backends = [
  ['Plain arrays', 'Plain arrays'],
  ['WebGPU', 'WebGPU'],
  ['WebAssembly', 'WebAssembly'],
  ['CPU (TensorFlow.js)', 'CPU (TensorFlow.js)'],
] as const;

test('each backend really trains here, and all of them make the same list', async ({ page }) => {
  await comeIn(page);
  await importFile(page, 'NetflixViewingHistory.csv', history);
  await goTo(page, 'This device');
  await page.getByRole('button', { name: /^Measure/ }).click();
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /WebGPU/ })).toContainText('ms', { timeout: 120_000 });
  const lists: string[][] = [];
  for (const [choice, ran] of backends) {
    await goTo(page, 'This device');
    await page.getByRole('combobox', { name: 'Compute with' }).selectOption({ label: choice });
    await expect(page.getByRole('combobox', { name: 'Compute with' })).toHaveValue(/\w/);
    await goTo(page, 'Your data');
    await page.getByRole('button', { name: 'Train anew' }).click();
    await expect(page.getByText(/^Done: \d+ steps/)).toBeVisible({ timeout: 150_000 });
    await goTo(page, 'This device');
    const last = page.getByRole('region', { name: 'Last training' });
    await expect(last).toContainText(ran);
    await goTo(page, 'For you');
    const cards = page.getByRole('list', { name: 'Recommendations' }).getByRole('article');
    await expect(page.getByText(/^Because you watched /).first()).toBeVisible();
    lists.push(await cards.getByRole('heading').allInnerTexts());
  }
  for (const list of lists) expect(list).toEqual(lists[0]);
});
