import { expect, test } from '@playwright/test';
import { episodes, netflixCsv, starterTitles } from './support/netflix-history.ts';
import { comeIn, goTo, importFile, listedTitles, unlock } from './support/person.ts';

const films = starterTitles()
  .filter((title) => title.type === 'Movie')
  .map((title) => title.name)
  .slice(500, 530);
const history = netflixCsv([...episodes('Dark', 8), ...films]);

test('what feedback taught is there again after a reload: the same weights', async ({ page }) => {
  await comeIn(page);
  await importFile(page, 'NetflixViewingHistory.csv', history);
  const mixture = page.getByRole('region', { name: 'How your list is mixed' });
  await goTo(page, 'This device');
  await expect(mixture).toContainText('None yet');
  await goTo(page, 'For you');
  const [first, second, third] = await listedTitles(page);
  await page.getByRole('button', { name: `Like: ${first}`, exact: true }).click();
  await page.getByRole('button', { name: `Like: ${second}`, exact: true }).click();
  await page.getByRole('button', { name: `Not for me: ${third}`, exact: true }).click();
  await goTo(page, 'This device');
  await expect(mixture).toContainText('3 times');
  const before = await mixture.innerText();

  await page.reload();
  await unlock(page);
  await goTo(page, 'This device');
  await expect(mixture).toContainText('3 times');
  expect(await mixture.innerText()).toBe(before);
});
