import { type Request, expect, test } from '@playwright/test';
import { canaryTitles, episodes, netflixCsv, starterTitles } from './support/netflix-history.ts';
import { comeIn, goTo, importFile } from './support/person.ts';
import { storedBytes } from './support/stored-bytes.ts';

/** Every address that the product may ask for, whatever a person does. */
const publicFiles = [
  /^\/$/,
  /^\/(index\.html|manifest\.webmanifest|theme\.js|service-worker\.js|icon\.svg)$/,
  /^\/icons\/[\w.-]+$/,
  /^\/assets\/[\w.-]+\.(js|css|wasm|woff2)$/,
  /^\/catalogue\/manifest\.json$/,
  /^\/catalogue\/(catalogue|similar|vectors|signals|collaborative|embeddings|fusion|popularity|clusters)-[0-9a-f]{16}\.(arrow|bin|json)$/,
  /^\/(import|history|watchlist|data|device|taste|title|together|how-it-works)$/,
  // What is asked of everybody, looked at only when the person says so.
  /^\/api\/(directory|bundles|taking-part)$/,
];

test('nothing of a history is readable on disk, and nothing but public files is asked for', async ({
  page,
  context,
  baseURL,
}) => {
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  const canaries = canaryTitles();
  const films = starterTitles()
    .filter((title) => title.type === 'Movie')
    .map((title) => title.name);
  const watched = films.slice(100, 160);
  await comeIn(page);
  await importFile(
    page,
    'NetflixViewingHistory.csv',
    netflixCsv([...canaries, ...episodes('Dark', 12), ...watched]),
  );
  await goTo(page, 'For you');
  await expect(page.getByText(/^Because you watched /).first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Like: / })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Add to watchlist: / })
    .nth(1)
    .click();
  await page.getByRole('article').nth(2).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await goTo(page, 'History');
  await goTo(page, 'Watchlist');
  // Nobody hears of a person who only looks at what taking part would mean.
  const isAsked = () => requests.some((request) => new URL(request.url()).pathname.startsWith('/api/'));
  await goTo(page, 'Together');
  await expect(page.getByRole('heading', { name: 'What taking part means' })).toBeVisible();
  expect(isAsked()).toBe(false);
  await page.getByRole('button', { name: 'See what is asked' }).click();
  await expect(page.getByText('Nothing is asked at present')).toBeVisible();
  expect(isAsked()).toBe(true);
  await goTo(page, 'Your data');
  // Locking flushes what is buffered.
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();

  const stored = await storedBytes(page);
  const vault = stored.filter(({ place }) => place.startsWith('indexeddb/'));
  expect(vault.length).toBeGreaterThan(0);
  expect(stored.some(({ place }) => place.startsWith('cache/'))).toBe(true);
  for (const { place, text } of stored) {
    for (const canary of canaries) expect(text.includes(canary), `${canary} in ${place}`).toBe(false);
    expect(text.includes('EXTRACTABLE KEY'), place).toBe(false);
    const isPublicCatalogue = /^cache\/[^/]+\/https?:\/\/[^/]+\/catalogue\//.test(place);
    if (isPublicCatalogue) continue;
    expect(text, place).not.toMatch(/tv-series:dark:2017|movie:[a-z0-9-]+:\d{4}/);
  }

  const origin = new URL(baseURL ?? '').origin;
  const paths = requests.map((request) => new URL(request.url()));
  expect(paths.filter((url) => url.protocol !== 'blob:' && url.origin !== origin).map(String)).toEqual([]);
  const unexpected = paths.filter(
    (url) => url.protocol !== 'blob:' && !publicFiles.some((allowed) => allowed.test(url.pathname)),
  );
  expect([...new Set(unexpected.map((url) => url.pathname))]).toEqual([]);
  expect(requests.filter((request) => request.method() !== 'GET' || request.postData())).toEqual([]);
  expect(paths.filter((url) => url.search !== '').map((url) => url.search)).toEqual([]);
  expect(violations).toEqual([]);
});
