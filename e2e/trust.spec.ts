import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { comeIn, goTo, listedTitles } from './support/person.ts';

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 1;
const cli = join(import.meta.dirname, '../apps/cli/src/main.ts');
const titles = 24;
/** Films whose links lead nowhere. */
const broken = [4, 9, 17];
const name = (index: number): string => `${'ABCDEFGHIJKLMNOPQRSTUVWX'[index]} Film of its Own`;

// Of one server, one after the other.
test.describe.configure({ mode: 'default' });
test.use({ baseURL: `http://localhost:${port}`, serviceWorkers: 'block' });

/** An operator's server, from a file of titles to the published signals. */
test.beforeAll(async ({ request }) => {
  const data = await mkdtemp(join(tmpdir(), 'parlour-e2e-trust-'));
  const links = createServer((asked, response) => {
    response.writeHead(asked.url?.startsWith('/gone') ? 404 : 200).end();
  });
  links.listen(0, '127.0.0.1');
  await once(links, 'listening');
  const origin = `http://127.0.0.1:${(links.address() as AddressInfo).port}`;

  const films = Array.from({ length: titles }, (_, index) => ({
    '@type': 'Movie',
    name: name(index),
    datePublished: '1999',
    duration: 'PT100M',
    genre: ['Drama', 'Comedy', 'Crime'][index % 3],
    director: { '@type': 'Person', name: `Director ${index}` },
    url: `${origin}/${broken.includes(index) ? 'gone' : 'there'}/${index}`,
  }));
  await writeFile(
    join(data, 'films.jsonld'),
    JSON.stringify({ '@context': 'https://schema.org', '@graph': films }),
  );
  const list = ['type,title,release_year,duration', `Movie,${name(0)},1999,101 min`];
  await writeFile(join(data, 'list.csv'), list.join('\n'));
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, [cli, 'catalogue', ...words, '--data', data]);
  await run('import', 'jsonld', join(data, 'films.jsonld'), '--no-publish');
  await run('import', 'netflix-csv', join(data, 'list.csv'), '--no-publish');
  await writeFile(join(data, 'catalogue', 'sources.json'), '{"jsonld": 0.5}');
  await run('check-links', '--private', '--pause', '0');
  links.close();
  await run('publish');

  const server = spawn(process.execPath, [cli, 'start', '--port', String(port), '--data', data], {
    stdio: 'ignore',
  });
  stop = async () => {
    server.kill();
    await once(server, 'exit');
    await rm(data, { recursive: true });
  };
  const isUp = async (): Promise<boolean> => {
    const answer = await request.get(`http://localhost:${port}/readyz`).catch(() => undefined);
    return answer?.ok() ?? false;
  };
  await expect.poll(isUp, { timeout: 120_000 }).toBe(true);
});
let stop = (): Promise<void> => Promise.resolve();
test.afterAll(() => stop());

async function openTitle(page: Page, index: number): Promise<void> {
  const id = `movie:${name(index).toLowerCase().replaceAll(' ', '-')}:1999`;
  // The vault stays open only as long as the page is not loaded anew.
  await page.evaluate((hash) => {
    history.pushState(undefined, '', `/title#${hash}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, id);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name(index));
}

/** The parts behind the stars of a title, in percent. */
async function trustOf(page: Page, index: number): Promise<Record<string, number>> {
  await openTitle(page, index);
  const stars = page.getByRole('button', { name: /of 5 stars: How far this entry can be relied on/ });
  if ((await stars.getAttribute('aria-expanded')) !== 'true') await stars.click();
  const parts: Record<string, number> = {};
  for (const part of ['Where it comes from', 'What it says', 'Where to watch']) {
    const row = page.locator('dl > div').filter({ hasText: part });
    parts[part] = Number(/(\d+)\s*%/.exec(await row.locator('dd').innerText())?.[1]);
  }
  return parts;
}

test('titles whose links lead nowhere are hidden, and said so; the stars show what is known of each', async ({
  page,
}) => {
  await comeIn(page);
  await expect(page.getByText('3 titles hidden: low trust.')).toBeVisible();
  const listed = await listedTitles(page);
  expect(listed).toHaveLength(titles - broken.length);
  for (const index of broken) expect(listed).not.toContain(name(index));

  const poor = await trustOf(page, 4);
  expect(poor).toMatchObject({ 'Where it comes from': 50, 'Where to watch': 0 });
  const single = await trustOf(page, 1);
  expect(single).toMatchObject({ 'Where it comes from': 50, 'Where to watch': 100 });
  const agreed = await trustOf(page, 0);
  expect(agreed['Where it comes from']).toBe(85);
  expect(agreed['What it says']).toBeGreaterThan(single['What it says'] ?? 100);
});

test('what a person reports of a title is kept, can be taken back, and stands in their history', async ({
  page,
}) => {
  await comeIn(page);
  await openTitle(page, 2);
  const report = page.getByRole('group', { name: /^What is wrong with the entry of/ });
  const brokenLink = report.getByRole('button', { name: 'A link is broken' });
  const elsewhere = report.getByRole('button', { name: 'Not available here' });
  await brokenLink.focus();
  await page.keyboard.press('Enter');
  await expect(brokenLink).toHaveAttribute('aria-pressed', 'true');
  await elsewhere.click();
  await expect(elsewhere).toHaveAttribute('aria-pressed', 'true');
  await elsewhere.click();
  await expect(elsewhere).toHaveAttribute('aria-pressed', 'false');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page, `a reported title, ${colorScheme}`);
  }
  if (process.env.PARLOUR_SHOT !== undefined)
    await page.screenshot({ path: `${process.env.PARLOUR_SHOT}-report.png`, fullPage: true });
  await goTo(page, 'History');
  await expect(page.getByText('Reported a broken link')).toHaveCount(1);
  await expect(page.getByText('Reported as not available here')).toHaveCount(0);
  await openTitle(page, 2);
  await expect(brokenLink).toHaveAttribute('aria-pressed', 'true');
});
