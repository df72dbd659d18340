import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeFusion, startingWeights } from '@parlour/recommend';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { enrol, goToRoom } from './support/console-person.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { giveAuthenticator } from './support/passkeys.ts';
import { devices, pair, status, turnOn } from './support/own-devices.ts';
import { comeIn, goTo, listedTitles, unlock } from './support/person.ts';

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 39;
let server: OwnServer;
test.setTimeout(600_000);
test.beforeAll(async () => {
  server = await startOwnServer(
    port,
    Array.from({ length: 60 }, (_, index) => ({
      '@type': 'Movie',
      name: `Number ${100 + index}`,
      datePublished: String(1960 + index),
      duration: 'PT100M',
      genre: ['Western', 'Horror', 'Musical'][index % 3],
    })),
  );
});
test.afterAll(() => server?.stop());

/** A version of how strategies are mixed. @returns its id. */
async function version(content: number): Promise<string> {
  const file = join(server.data, `fusion-${content}.json`);
  const weights = { ...startingWeights, content, collaborative: 0.6 - content };
  const learned = {
    member: 'content',
    trust: 1,
    cases: 100,
    memberNdcg: 0.1,
    ndcg: 0.11,
    gain: 0.01,
    gainSe: 0.005,
  } as const;
  await writeFile(file, encodeFusion({ weights, ...learned }, 'test'));
  const { stdout } = await server.run('models', 'add', 'fusion', file, '--json', '--url', server.url);
  return (JSON.parse(stdout) as { id: string }).id;
}

/** Somebody new: which model is theirs as their own page says, and everything that their browser asked for. */
async function visit(browser: Browser) {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const asked: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'blob:') asked.push(`${request.method()} ${url.pathname}${url.search}`);
  });
  await comeIn(page);
  const [first] = await listedTitles(page);
  await page
    .getByRole('list', { name: 'Recommendations' })
    .getByRole('link', { name: first })
    .first()
    .click();
  await page.getByRole('button', { name: 'Seen it' }).first().click();
  await armOf(page);
  const panel = page.getByRole('region', { name: 'Models on trial' });
  await expect(panel).toContainText('50 % of people make their lists with it');
  await expect(panel).toContainText(
    '1 visit with a list, of which you opened a title in 1 and watched one after 1; of 1 title that you watched, 1 stood',
  );
  await expect(panel).toContainText('None of it is said to anybody');
  const arm = await armOf(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page, `trials, ${colorScheme}`);
  }
  if (process.env.PARLOUR_SHOT !== undefined)
    await panel.screenshot({ path: `${process.env.PARLOUR_SHOT}-together.png` });
  return { arm, asked: asked.slice(), page };
}

/** What a person's page says of the model that is theirs. */
async function armOf(page: Page): Promise<string> {
  await goTo(page, 'Together');
  return page.getByRole('region', { name: 'Models on trial' }).locator('strong').innerText();
}

/** Half of all people are in each arm: so many in a row are of one only once in thirty thousand times. */
const mostVisits = 16;

test('which model is whose is found out on their devices: both arms ask for the same, a person’s devices have one, and the console shows the trial', async ({
  browser,
  page,
}) => {
  const operator = ['--url', server.url];
  await server.run('models', 'promote', await version(0.2), ...operator);
  await server.run('models', 'promote', await version(0.4), '--share', '0.5', ...operator);
  const visits: Awaited<ReturnType<typeof visit>>[] = [];
  const arms = () => new Set(visits.map(({ arm }) => arm));
  while (arms().size < 2 && visits.length < mostVisits) visits.push(await visit(browser));
  expect([...arms()].toSorted()).toEqual(['yours is the new one', 'yours is the one before']);
  const filesOf = ({ asked }: (typeof visits)[number]) => [...new Set(asked)].toSorted();
  for (const one of visits) expect(filesOf(one)).toEqual(filesOf(visits[0]));
  const trialFiles = ({ asked }: (typeof visits)[number]) => [
    ...new Set(asked.filter((line) => line.includes('/fusion-'))),
  ];
  expect(trialFiles(visits[0])).toHaveLength(2);
  for (const one of visits) expect(trialFiles(one)).toEqual(trialFiles(visits[0]));

  // The devices of one person come to use the same, whichever each has drawn before.
  const [host, fresh] = [...arms()].map((arm) => visits.find((one) => one.arm === arm)?.page) as [Page, Page];
  for (const one of [host, fresh]) await goTo(one, 'Your devices');
  await turnOn(host, 'Phone');
  await pair(host, fresh, 'Laptop', 'text');
  const again = async (one: Page): Promise<string> => {
    await one.reload();
    await unlock(one);
    await listedTitles(one);
    return armOf(one);
  };
  await expect(devices(fresh)).toHaveCount(2);
  await expect(status(host)).toContainText('Up to date');
  for (const one of [host, fresh]) await goTo(one, 'For you');
  expect(await again(host)).toBe(await again(fresh));
  await Promise.all(visits.map((one) => one.page.context().close()));

  await giveAuthenticator(page);
  await enrol(page, server.url, server.code, 'Ada');
  await goToRoom(page, 'Models');
  const trial = page.getByRole('region', { name: /^Fusion: trial of/ });
  await expect(trial).toContainText('On 50 % of people');
  await expect(trial).toContainText('No sum has told of it yet');
  await expectAccessible(page, 'a trial in the console');
});
