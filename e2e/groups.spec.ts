import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clustersWork } from '@parlour/cli/clusters-work';
import { openDataFolder } from '@parlour/cli/data-folder';
import { canonicalJson, signPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { type Browser, expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { netflixCsv } from './support/netflix-history.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { comeIn, goTo, importFile } from './support/person.ts';

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 37;
const genres = ['Western', 'Horror', 'Musical', 'Crime'];
const titles = 160;
const name = (index: number): string =>
  `${'Amber Birch Coral Dawn Ember Frost Grove Haven Ivory Jade'.split(' ')[index % 10]} Number ${100 + index}`;
/** Titles of one genre. */
const of = (genre: number): string[] => Array.from({ length: 8 }, (_, i) => name(genre + 4 * (3 * i + 1)));

let server: OwnServer;
test.setTimeout(240_000);
test.beforeAll(async () => {
  server = await startOwnServer(
    port,
    Array.from({ length: titles }, (_, index) => ({
      '@type': 'Movie',
      name: name(index),
      datePublished: String(1960 + 15 * (index % genres.length)),
      duration: 'PT100M',
      genre: genres[index % genres.length],
    })),
  );
});
test.afterAll(() => server.stop());

/** What released rounds would make, of sums in which 200 people are at each centroid. */
async function publishClusters(): Promise<void> {
  const words = 'bundle clusters --clusters 4 --axes 6 --minimum-reports 50';
  const { stdout } = await server.run(...words.split(' '), '--url', server.url);
  const { centroids } = JSON.parse(stdout) as { centroids: string };
  const data = await openDataFolder(server.data);
  const response = await fetch(`${server.url}/catalogue/centroids-${centroids}.json`);
  const { clusters } = (await response.json()) as { clusters: { centroid: number[] }[] };
  const slots = Float64Array.from(
    clusters.flatMap(({ centroid }) => [200, ...centroid.map((value) => 200 * value)]),
  );
  const sums = [{ slots, reports: 800, noiseVariance: 100, integers: 50 }];
  const made = await clustersWork(data, { centroids, epoch: '2026-w48', rounds: [], sums });
  const signed = await signPublicFile(nodeSuite, 'clusters', made?.text ?? '', new Uint8Array(32).fill(9));
  const file = join(server.data, 'clusters.json');
  await writeFile(file, canonicalJson(signed));
  const operator = ['--json', '--url', server.url];
  const added = await server.run('model', 'add', 'clusters', file, ...operator);
  const { id } = JSON.parse(added.stdout) as { id: string };
  await server.run('model', 'promote', id, ...operator);
}

/** A person of one genre: which group their page says is theirs, and everything that their browser asked for. */
async function visit(browser: Browser, genre: number) {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const asked: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'blob:') asked.push(`${request.method()} ${url.pathname}${url.search}`);
  });
  await comeIn(page);
  await importFile(page, 'NetflixViewingHistory.csv', netflixCsv(of(genre)));
  await goTo(page, 'For you');
  await expect(page.getByText(/^Because you watched /).first()).toBeVisible();
  await goTo(page, 'Together');
  const panel = page.getByRole('region', { name: 'People with a taste like yours' });
  await expect(panel).toContainText('at least 100 people');
  const own = await panel.locator('strong').innerText();
  await panel.getByText('All groups').click();
  await expect(panel.getByRole('list', { name: 'All groups' }).getByRole('listitem')).toHaveCount(4);
  await expect(panel).toContainText('What protects you is the noise');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page, `groups, ${colorScheme}`);
  }
  if (process.env.PARLOUR_SHOT !== undefined)
    await panel.screenshot({ path: `${process.env.PARLOUR_SHOT}-${genre}.png` });
  await context.close();
  return { own, asked };
}

test('a device finds its own group by itself: people of two groups ask for the same public files, and none for a group', async ({
  browser,
}) => {
  await publishClusters();
  const visits = [await visit(browser, 0), await visit(browser, 1)];
  expect(visits.map(({ own }) => own)).toEqual([
    expect.stringMatching(/^Western/),
    expect.stringMatching(/^Horror/),
  ]);
  const files = visits.map(({ asked }) =>
    [...new Set(asked.filter((line) => line.includes('/catalogue/')))].toSorted(),
  );
  expect(files[0]).toEqual(files[1]);
  expect(files[0].filter((line) => line.includes('clusters'))).toEqual([
    expect.stringMatching(/^GET \/catalogue\/clusters-[0-9a-f]{16}\.json$/),
  ]);
  for (const { asked } of visits) {
    expect(asked.filter((line) => /\/v1\/|c0\d|clusters\//.test(line))).toEqual([]);
    expect(asked.filter((line) => !line.startsWith('GET ') || line.includes('?'))).toEqual([]);
  }

  // Operators' own pages may ask for one: what that tells is said where it is documented.
  const manifest = (await (await fetch(`${server.url}/catalogue/manifest.json`)).json()) as {
    clusters: { path: string };
  };
  const file = (await (await fetch(`${server.url}/catalogue/${manifest.clusters.path}`)).json()) as {
    text: string;
  };
  const { clusters } = JSON.parse(file.text) as { clusters: { id: string; genres: string[] }[] };
  const western = clusters.find(({ genres: [first] }) => first === 'Western');
  const asked = () => fetch(`${server.url}/v1/clusters/${western?.id}/feed?count=8`);
  await expect.poll(async () => (await asked()).status, { timeout: 30_000 }).toBe(200);
  const feed = (await (await asked()).json()) as {
    genres: string[];
    entries: { item: string; reasons: unknown[] }[];
  };
  expect(feed.genres[0]).toBe('Western');
  expect(feed.entries).toHaveLength(8);
  expect(feed.entries.every(({ reasons }) => reasons.length > 0)).toBe(true);
});
