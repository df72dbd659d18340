import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { enrol, goToRoom } from './support/console-person.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { giveAuthenticator } from './support/passkeys.ts';

test.describe.configure({ mode: 'serial' });

const ROOMS = ['Overview', 'Rounds', 'Bundles', 'Models', 'Catalogue', 'Invites', 'People', 'Audit log'];
const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 2;

let server: OwnServer;
let page: Page;
const complaints: string[] = [];

/** A page of somebody with a device of their own; what its policy refuses is kept. */
async function newPerson(browser: Browser): Promise<Page> {
  const person = await (await browser.newContext()).newPage();
  await giveAuthenticator(person);
  person.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  person.on('pageerror', (error) => complaints.push(error.message));
  return person;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  server = await startOwnServer(port);
  page = await newPerson(browser);
});

test.afterAll(async () => {
  await page?.context().close();
  await server?.stop();
});

test('the printed code lets the first operator in, once, and a passkey from then on', async ({ browser }) => {
  await enrol(page, server.url, 'WRONG-CODE', 'Ada');
  await expect(page.getByRole('alert')).toContainText('code');
  await page.getByRole('textbox', { name: 'Enrolment code' }).fill(server.code);
  await page.getByRole('button', { name: 'Make my passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByText('no view of a single device')).toBeVisible();

  const stranger = await newPerson(browser);
  await enrol(stranger, server.url, server.code, 'Eve');
  await expect(stranger.getByRole('alert')).not.toBeEmpty();
  await stranger.context().close();
});

test('a bundle is published as it was reckoned, a round of it started and aborted', async () => {
  await goToRoom(page, 'Bundles');
  await page.getByRole('link', { name: 'Publish a bundle' }).click();
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  await expect(publish).toBeDisabled();
  await page.getByRole('textbox', { name: 'Purpose' }).fill('Counts which titles are liked by many.');
  await page.getByRole('textbox', { name: 'What answers it' }).fill('popularity/titles');
  await page.getByRole('textbox', { name: 'Numbers' }).fill('512');
  await page.getByRole('textbox', { name: 'Largest sum' }).fill('0.42');
  const fewest = page.getByRole('textbox', { name: 'Fewest reports of a sum' });
  await fewest.fill('49');
  await expect(page.getByText('From 50 to 10,000.').first()).toBeVisible();
  await expect(publish).toBeDisabled();
  await fewest.fill('60');
  await page.getByRole('textbox', { name: 'Devices a round begins with' }).fill('100');
  const cost = page.getByRole('region', { name: 'What it costs a person' });
  await expect(cost.getByRole('rowheader', { name: 'All together' })).toBeVisible();
  const together = cost.getByRole('row', { name: /All together/ }).getByRole('cell');
  const reckoned = await together.allInnerTexts();
  expect(reckoned.map(Number).every((epsilon) => epsilon > 0.5 && epsilon < 2)).toBe(true);
  await publish.click();
  await expect(page.getByRole('heading', { name: /^Bundle / })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Counts which titles are liked by many.' })).toBeVisible();
  expect(await together.allInnerTexts()).toEqual(reckoned);

  await page.getByRole('button', { name: 'Start a round' }).click();
  await expect(page.getByRole('heading', { name: /^Round / })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Life of the round' })).toContainText('0 of 100');
  await page.getByRole('button', { name: 'Abort', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Abort', exact: true }).click();
  await page.getByRole('button', { name: 'Abort the round' }).click();
  await expect(page.getByText('An operator ended it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Abort', exact: true })).toHaveCount(0);
});

test('a schedule is made, paused and removed', async () => {
  await goToRoom(page, 'Rounds');
  const hours = page.getByRole('textbox', { name: 'Hours between' });
  // What is above the button may still be loading: a press that it slides away under is none, and made again.
  await expect(async () => {
    await page.getByRole('button', { name: 'Add a schedule' }).click({ timeout: 5_000 });
    await expect(hours).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await hours.fill('36');
  await page.getByRole('button', { name: 'Schedule it' }).click();
  const row = page.getByRole('row', { name: /Train the collaborative model/ });
  await expect(row).toContainText('every 36 hours');
  await row.getByRole('button', { name: 'Pause' }).click();
  await expect(row).toContainText('Never');
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the schedule' }).click();
  await expect(row).toHaveCount(0);
});

test('a bundle is retired, for good, and still to be seen', async () => {
  await goToRoom(page, 'Bundles');
  await page.locator('main').getByRole('table').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Retire', exact: true }).click();
  await page.getByRole('button', { name: 'Retire the bundle' }).click();
  await expect(page.getByRole('button', { name: 'Start a round' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Counts which titles are liked by many.' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Retired', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Retire|Start a round/ })).toHaveCount(0);
});

test('invites are shown once, counted, and revoked', async () => {
  await goToRoom(page, 'Invites');
  await page.getByRole('textbox', { name: 'How many' }).fill('12');
  await page.getByRole('textbox', { name: 'Note' }).fill('Film club');
  await page.getByRole('button', { name: 'Make them' }).click();
  const codes = page.getByRole('region', { name: 'Invite codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(12);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const saved = (await readFile(await download.path(), 'utf8')).trim().split('\n');
  expect(saved).toEqual(await codes.allInnerTexts());
  await page.getByRole('button', { name: 'I have put them away' }).click();
  await expect(codes).toHaveCount(0);
  const batch = page
    .getByRole('region', { name: 'Batches of invites' })
    .getByRole('row', { name: /Film club/ });
  await expect(batch).toContainText('Open');
  await batch.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(batch).toContainText('Revoked');
});

test('a file is imported as a job, what is wrong in it line by line', async () => {
  await goToRoom(page, 'Catalogue');
  const rows = [
    'show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description',
    's1,Movie,The Long Porch,Ada Vale,,Norway,"January 1, 2020",2019,PG,101 min,Dramas,Two neighbours and a fence.',
    's2,Movie,,Ada Vale,,Norway,"January 1, 2020",2019,PG,101 min,Dramas,Nobody named it.',
  ];
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'titles.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${rows.join('\n')}\n`),
  });
  await page.getByLabel('Format').selectOption('netflix-csv');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Import titles.csv' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What it came to' })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('row', { name: /^Added 1/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Rejected 1/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Rejected rows' }).getByRole('row')).toHaveCount(2);
});

test('an import that runs is cancelled on its page', async () => {
  await goToRoom(page, 'Catalogue');
  const film = (i: number) =>
    JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'Movie',
      name: `Film ${i}`,
      datePublished: '1999',
    });
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'many.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(Array.from({ length: 30_000 }, (_, i) => film(i)).join('\n')),
  });
  await page.getByLabel('Format').selectOption('jsonld');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Import many.ndjson' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel the job' }).click();
  const howFar = page.getByRole('region', { name: 'How far it is' });
  await expect(howFar.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
});

test('a model is trained from ratings that were imported, and served to everybody', async () => {
  test.setTimeout(300_000);
  await goToRoom(page, 'Catalogue');
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'set.zip',
    mimeType: 'application/zip',
    buffer: await ratingsZip(),
  });
  await page.getByLabel('Format').selectOption('movielens');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const cameTo = page.getByRole('heading', { name: 'What it came to' });
  await expect(cameTo).toBeVisible({ timeout: 120_000 });
  const served = async () => {
    const manifest = (await (await fetch(`${server.url}/catalogue/manifest.json`)).json()) as {
      collaborative?: { sha256: string };
    };
    return manifest.collaborative?.sha256.slice(0, 8);
  };
  const train = async (): Promise<void> => {
    await goToRoom(page, 'Models');
    await page.getByRole('button', { name: 'Train the collaborative model' }).click();
    await expect(cameTo).toBeVisible({ timeout: 120_000 });
    await goToRoom(page, 'Models');
  };
  await train();
  const version = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Promote' }) });
  await expect(version).toHaveCount(1);
  await expect(version).toContainText('movielens');
  await expect(version).toContainText('40');
  const name = await version.getByRole('cell').or(version.getByRole('rowheader')).first().innerText();
  const before = await served();
  await version.getByRole('button', { name: 'Promote' }).click();
  await page.getByRole('button', { name: 'Promote it' }).click();
  await expect(page.getByRole('heading', { name: 'Change which model is served' })).toBeVisible();
  await expect(cameTo).toBeVisible({ timeout: 120_000 });
  await goToRoom(page, 'Models');
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Served');
  // What the page says is served is what everybody downloads.
  expect(await served()).toBe(name);
  expect(before).not.toBe(name);
  // There is no version before it.
  await page.getByRole('button', { name: 'Roll back' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect(dialog).toContainText('There is nothing to roll back to.');
  await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Served');
});

/** Forty people who go through sixteen films one after the other, as MovieLens packs them. */
async function ratingsZip(): Promise<Buffer> {
  const films = 16;
  const zip = new ZipWriter(new Uint8ArrayWriter());
  const titles = Array.from({ length: films }, (_, i) => `${i + 1},Reel ${i} (${1950 + i}),Drama`);
  const ratings = Array.from({ length: 40 * 8 }, (_, i) => {
    const person = Math.floor(i / 8);
    return `${person + 1},${((person + (i % 8)) % films) + 1},4.0,${1_000_000 + 100 * person + (i % 8)}`;
  });
  await zip.add('set/movies.csv', new TextReader(['movieId,title,genres', ...titles].join('\n')));
  await zip.add(
    'set/ratings.csv',
    new TextReader(['userId,movieId,rating,timestamp', ...ratings].join('\n')),
  );
  return Buffer.from(await zip.close());
}

test('a round with made devices is shown to its released sum', async () => {
  test.setTimeout(300_000);
  const { stdout, stderr } = await server.run(
    'simulate',
    'devices',
    '--count',
    '70',
    '--dropout',
    '0',
    '--dimension',
    '64',
    '--url',
    server.url,
  );
  const reports = /released (\d+) reports/.exec(stdout + stderr)?.[1] ?? '';
  await goToRoom(page, 'Rounds');
  await page
    .getByRole('row')
    .filter({ hasText: 'Released' })
    .getByRole('link', { name: /^[0-9a-f]{8}$/ })
    .first()
    .click();
  await expect(page.getByRole('list', { name: 'Life of the round' })).toContainText(`${reports} reports`);
  const accepted = page.getByRole('row', { name: /^Accepted/ });
  await expect(accepted.getByRole('cell').first()).not.toHaveText(/(^|\D)0$/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the sum as a file' }).click(),
  ]);
  expect((await readFile(await download.path())).length).toBe(64 * 4);
});

test('who did what is in the audit log, to filter and to keep', async () => {
  await goToRoom(page, 'Audit log');
  const log = page.getByRole('region', { name: 'Audit log' });
  await page.getByRole('textbox', { name: 'Contains' }).fill('abort');
  await expect(log.getByRole('row')).toHaveCount(2);
  await expect(log.getByRole('row').nth(1)).toContainText('Ada');
  await page.getByRole('textbox', { name: 'Contains' }).fill('');
  await page.getByLabel('By', { exact: true }).selectOption('Command line');
  await expect(log.getByRole('row').nth(1)).toContainText('Command line');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save all as JSON' }).click(),
  ]);
  const entries = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    position: number;
    previous: string;
    hash: string;
  }[];
  expect(entries.length).toBeGreaterThan(6);
  for (const [i, entry] of entries.entries()) {
    expect(entry.position).toBe(i + 1);
    if (i > 0) expect(entry.previous).toBe(entries[i - 1].hash);
  }
});

test('a viewer sees everything and is offered no change', async ({ browser }) => {
  await goToRoom(page, 'People');
  await page.getByRole('button', { name: 'Make a code' }).click();
  const code = await page.getByRole('region', { name: 'Enrolment code' }).innerText();
  await page.getByRole('button', { name: 'I have put it away' }).click();
  const viewer = await newPerson(browser);
  await enrol(viewer, server.url, code.trim(), 'Grace');
  await expect(viewer.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const offers =
    /publish|start|abort|retire|make|revoke|import|remove|withdraw|train|promote|roll back|add a s|hand it/i;
  for (const room of ROOMS) {
    await goToRoom(viewer, room);
    await expect(viewer.locator('main').getByRole('progressbar')).toHaveCount(0);
    await expect(viewer.locator('main').getByRole('button', { name: offers })).toHaveCount(0);
    await expect(viewer.locator('main').getByRole('link', { name: /publish a/i })).toHaveCount(0);
  }
  await viewer.goto(`${server.url}/console/bundles/new`);
  await expect(viewer.getByText('Only operators publish.')).toBeVisible();
  const refused = await viewer.evaluate(async () => {
    const answer = await fetch('/api/operator/catalogue/publish', { method: 'POST' });
    return [answer.status, ((await answer.json()) as { code: string }).code];
  });
  expect(refused).toEqual([403, 'operators/not-operator']);
  await viewer.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page breaks the rules of WCAG 2.2 AA that axe can see, or is wider than a phone (${colorScheme})`, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const check = async (where: string): Promise<void> => {
      await expect(page.locator('main').getByRole('progressbar')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html}`),
        where,
      ).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      const wider = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await page.evaluate(wider), `${where} at 360 px`).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const room of ROOMS) {
      await goToRoom(page, room);
      await check(room);
      if (room !== 'Rounds' && room !== 'Bundles' && room !== 'Catalogue') continue;
      await page.locator('main tbody').getByRole('link').first().click();
      // A job of the catalogue's page may be one of models, and leads back there.
      await expect(
        room === 'Catalogue'
          ? page.getByRole('heading', { name: 'How far it is' })
          : page.getByRole('link', { name: room, exact: true }).nth(1),
      ).toBeVisible();
      await check(`one of ${room}`);
    }
    await page.goto(`${server.url}/console/bundles/new`);
    await expect(page.getByRole('heading', { name: 'Query 1' })).toBeVisible();
    await check('a new bundle');
  });
}

test('everything is reached by keyboard, also on a phone', async () => {
  await page.goto(`${server.url}/console/`);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.setViewportSize({ width: 360, height: 740 });
  const menu = page.getByRole('button', { name: 'Open the menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Overview', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rounds', exact: true })).toBeFocused();
  await expect(menu).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('the policy allows nothing of others and nothing unsafe, and pages do without', async () => {
  const answer = await page.goto(`${server.url}/console/`);
  const policy = (await answer?.headerValue('content-security-policy')) ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).not.toMatch(/unsafe|https?:|data:|blob:/);
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
  expect(complaints).toEqual([]);
});
