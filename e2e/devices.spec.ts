import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { cable, type Cable } from './support/cable.ts';
import { episodes, netflixCsv } from './support/netflix-history.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { comeIn, goTo, importFile, passphrase } from './support/person.ts';

test.describe.configure({ mode: 'serial' });

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 30;
let server: OwnServer;
let cables: Cable[] = [];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer(port);
  cables = await Promise.all([1, 2, 3].map((n) => cable(port + n, port)));
});

test.afterAll(async () => {
  await Promise.all(cables.map((one) => one.remove()));
  await server?.stop();
});

/** A browser profile of its own, behind its own cable, with a new vault. */
async function newDevice(browser: Browser, which: number): Promise<Page> {
  const context = await browser.newContext({ baseURL: cables[which]?.url, serviceWorkers: 'block' });
  const page = await context.newPage();
  await comeIn(page);
  await goTo(page, 'Your devices');
  await expect(page.getByRole('heading', { name: 'Your devices' })).toBeVisible();
  return page;
}

const status = (page: Page) => page.getByRole('status').filter({ has: page.locator('strong') });
const devices = (page: Page) => page.getByRole('list', { name: 'Devices' }).getByRole('listitem');
const eventsIn = async (page: Page): Promise<string[]> => {
  await goTo(page, 'History');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const names = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  return names;
};

async function turnOn(page: Page, name: string): Promise<string[]> {
  await page.getByRole('button', { name: /^This is the first one/ }).click();
  await page.getByRole('textbox', { name: 'Name of this device' }).fill(name);
  await page.getByRole('textbox', { name: 'Your passphrase' }).fill(passphrase);
  await page.getByRole('button', { name: 'Make recovery words' }).click();
  const list = page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  await expect(list).toHaveCount(12);
  const words = (await list.allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''));
  await page.getByRole('button', { name: 'I have written them down' }).click();
  for (const box of await page.getByRole('textbox', { name: /^Word \d+$/ }).all()) {
    const label = await box.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await box.fill(words[Number(/\d+/.exec(label)?.[0]) - 1] as string);
  }
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(status(page)).toContainText('Up to date');
  return words;
}

/** Adds `fresh` to the devices of `host`, by QR text or by the eight words. */
async function pair(host: Page, fresh: Page, name: string, by: 'text' | 'words'): Promise<void> {
  await fresh.getByRole('button', { name: /^Add this device to another/ }).click();
  await fresh.getByRole('textbox', { name: 'Name of this device' }).fill(name);
  await fresh.getByRole('button', { name: 'Show the code' }).click();
  await expect(fresh.getByRole('img', { name: 'QR code of the pairing' })).toBeVisible();
  await expectAccessible(fresh, 'the code of a new device');
  const words = fresh.getByRole('list', { name: 'Or type these eight words there' }).getByRole('listitem');
  await expect(words).toHaveCount(8);
  const code =
    by === 'text'
      ? await fresh.getByRole('textbox', { name: 'The code as text' }).inputValue()
      : (await words.allInnerTexts()).map((text) => text.replace(/[^a-z]/g, '')).join(' ');
  await host.getByRole('textbox', { name: 'Code of the new device' }).fill(code);
  await host.getByRole('button', { name: 'Add a device' }).click();
  const [left, right] = [host, fresh].map((page) => page.getByRole('status', { name: 'Six digits' }));
  await expect(left).toHaveText(/^\d{3} \d{3}$/);
  await expect(right).toHaveText(await left.innerText());
  await expectAccessible(host, 'comparing numbers');
  await host.getByRole('button', { name: 'They are the same' }).click();
  await fresh.getByRole('button', { name: 'They are the same' }).click();
  await expect(status(fresh)).toContainText('Up to date', { timeout: 60_000 });
}

test('two devices pair by QR text, edit apart, and come together; one is removed; a third opens by words', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const phone = await newDevice(browser, 0);
  await importFile(phone, 'NetflixViewingHistory.csv', netflixCsv(episodes('Dark', 6)));
  await goTo(phone, 'Your devices');
  await expectAccessible(phone, 'ways to begin');
  const words = await turnOn(phone, 'Phone');
  await expect(devices(phone)).toHaveCount(1);

  const laptop = await newDevice(browser, 1);
  await pair(phone, laptop, 'Laptop', 'text');
  await expect(devices(laptop)).toHaveCount(2);
  await expect(devices(phone)).toHaveCount(2);
  await expect(devices(phone).filter({ hasText: 'Laptop' })).toContainText('Last seen on');
  await expect(status(phone)).toContainText('Up to date');
  await expectAccessible(phone, 'a list of devices');
  expect(await eventsIn(laptop)).toHaveLength((await eventsIn(phone)).length);

  // Apart: each puts another title on its list.
  for (const one of cables) one.pull();
  const [onPhone, onLaptop] = [await wish(phone, 0), await wish(laptop, 7)];
  for (const page of [phone, laptop]) {
    await goTo(page, 'Your devices');
    await expect(status(page)).toContainText('Offline');
    await expect(status(page)).toContainText(/\d+ changes? (is|are) kept here/);
  }
  for (const one of cables) one.plugIn();
  for (const page of [phone, laptop]) {
    await expect(status(page)).toContainText('Up to date', { timeout: 150_000 });
  }
  for (const page of [phone, laptop]) {
    await goTo(page, 'Watchlist');
    for (const title of [onPhone, onLaptop])
      await expect(page.getByRole('main').getByText(title, { exact: true }).first()).toBeVisible();
    await goTo(page, 'Your devices');
  }

  // The laptop is lost.
  await phone.getByRole('button', { name: 'Remove Laptop' }).click();
  await phone.getByRole('button', { name: 'Remove it' }).click();
  await expect(devices(phone)).toHaveCount(1);
  await expect(status(phone)).toContainText('Up to date');
  await expect(status(laptop)).toContainText('This device was removed');
  const afterwards = await wish(phone, 11);
  await goTo(phone, 'Your devices');
  await expect(status(phone)).toContainText('Up to date');
  await goTo(laptop, 'Watchlist');
  await expect(laptop.getByRole('main').getByText(onPhone, { exact: true }).first()).toBeVisible();
  await expect(laptop.getByRole('main').getByText(afterwards, { exact: true })).toHaveCount(0);

  // So is the phone, later on: nothing but the words is left.
  await phone.context().close();
  const television = await newDevice(browser, 2);
  await television.getByRole('button', { name: /^Open by recovery words/ }).click();
  await television.getByRole('textbox', { name: 'Recovery words of your devices' }).fill(words.join(' '));
  await television.getByRole('textbox', { name: 'Name of this device' }).fill('Television');
  await television.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(status(television)).toContainText('Look at the list of devices first');
  await expect(devices(television).filter({ hasText: 'Phone' })).toHaveCount(1);
  await expect(devices(television).filter({ hasText: 'Laptop' })).toHaveCount(0);
  await expectAccessible(television, 'a device that came by the words');
  await television.getByRole('button', { name: 'I know these devices' }).click();
  await expect(status(television)).toContainText('Up to date', { timeout: 60_000 });
  await goTo(television, 'Watchlist');
  for (const title of [onPhone, onLaptop, afterwards])
    await expect(television.getByRole('main').getByText(title, { exact: true }).first()).toBeVisible();

  // And the relay forgets all of it.
  await goTo(television, 'Your devices');
  await television.getByRole('button', { name: 'Erase from the relay' }).click();
  await television.getByRole('button', { name: 'Erase now' }).click();
  await expect(television.getByRole('button', { name: /^This is the first one/ })).toBeVisible();
  await laptop.context().close();
  await television.context().close();
});

test('a device that leaves by itself is gone from the list, and eight words pair as well', async ({
  browser,
}) => {
  test.setTimeout(400_000);
  const phone = await newDevice(browser, 0);
  await turnOn(phone, 'Phone');
  const laptop = await newDevice(browser, 1);
  await pair(phone, laptop, 'Laptop', 'words');
  await laptop.getByRole('button', { name: 'Leave' }).click();
  await laptop.getByRole('button', { name: 'Leave now' }).click();
  await expect(laptop.getByRole('button', { name: /^This is the first one/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(devices(phone)).toHaveCount(1);
  await expect(status(phone)).toContainText('Up to date');
  await phone.context().close();
  await laptop.context().close();
});

/** Puts a title of the list on the watchlist. Gives its name. */
async function wish(page: Page, which: number): Promise<string> {
  await goTo(page, 'For you');
  const card = page.getByRole('list', { name: 'Recommendations' }).getByRole('article').nth(which);
  await expect(card).toBeVisible();
  const button = card.getByRole('button', { name: /watchlist/i });
  const name = ((await button.getAttribute('aria-label')) ?? '').replace('Add to watchlist: ', '');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  return name;
}
