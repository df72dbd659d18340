import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { cable, type Cable } from './support/cable.ts';
import { episodes, netflixCsv } from './support/netflix-history.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { compare, devices, pair, renewWords, status, turnOn, wish } from './support/own-devices.ts';
import { comeIn, goTo, importFile, unlock } from './support/person.ts';

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

const eventsIn = async (page: Page): Promise<string[]> => {
  await goTo(page, 'History');
  await expect(page.getByRole('main').getByText(/^\d+ (entry|entries)$/)).toBeVisible();
  const names = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  return names;
};

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

  // What is done on one shows on the other's page by itself, whichever it is.
  const main = laptop.getByRole('main');
  const onCard = (page: Page, title: string, words: string) =>
    page.getByRole('main').getByRole('button', { name: `${words}: ${title}`, exact: true });
  await goTo(laptop, 'History');
  await expect(main.getByText(onPhone).first()).toBeVisible();
  const heard = await wish(phone, 4);
  await expect(main.getByText(heard).first()).toBeVisible();
  await goTo(laptop, 'Watchlist');
  await main.getByRole('link', { name: heard, exact: true }).first().click();
  const like = main.getByRole('button', { name: 'Like', exact: true });
  await expect(like).toHaveAttribute('aria-pressed', 'false');
  await goTo(phone, 'Watchlist');
  await onCard(phone, heard, 'Like').click();
  await expect(like).toHaveAttribute('aria-pressed', 'true');
  // Also where the page itself had said otherwise before.
  await like.click();
  await expect(onCard(phone, heard, 'Like')).toHaveAttribute('aria-pressed', 'false');
  await phone.getByRole('main').getByRole('link', { name: heard, exact: true }).first().click();
  await phone.getByRole('radio', { name: '4 stars', exact: true }).press('Space');
  await expect(main.getByText('4 of 5', { exact: true })).toBeVisible();
  const unwantable = async (page: Page): Promise<string[]> => {
    await goTo(page, 'For you');
    const buttons = page.getByRole('main').getByRole('button', { name: /^Not for me: / });
    await expect(buttons.first()).toBeVisible();
    return buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? ''));
  };
  const onBoth = await unwantable(phone);
  const unwanted = (await unwantable(laptop)).find((name) => onBoth.includes(name));
  expect(unwanted, 'a title that both lists have').toBeDefined();
  const named = { name: unwanted as string, exact: true };
  await phone.getByRole('main').getByRole('button', named).click();
  await expect(main.getByRole('button', named)).toHaveCount(0);
  for (const page of [phone, laptop]) await goTo(page, 'Your devices');

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
  await importFile(phone, 'NetflixViewingHistory.csv', netflixCsv(episodes('Dark', 6)));
  await goTo(phone, 'Your devices');
  await turnOn(phone, 'Phone');
  const laptop = await newDevice(browser, 1);
  // A pairing breaks off when the other device has added this one already.
  await compare(phone, laptop, 'Laptop', 'text');
  await laptop.reload();
  await phone.getByRole('button', { name: 'They are the same' }).click();
  const lost = devices(phone).filter({ hasText: 'Has not come yet' });
  await expect(lost).toHaveCount(1);
  await lost.getByRole('button', { name: /^Remove/ }).click();
  await lost.getByRole('button', { name: 'Remove it' }).click();
  await expect(devices(phone)).toHaveCount(1);
  await unlock(laptop);
  await goTo(laptop, 'Your devices');
  await pair(phone, laptop, 'Laptop', 'words');
  // What one takes back is gone from the other's page, too.
  const imports = laptop.getByRole('region', { name: 'Earlier imports' });
  await goTo(laptop, 'Import');
  await expect(imports.getByRole('listitem')).toHaveCount(1);
  await goTo(phone, 'Import');
  await phone.getByRole('button', { name: 'Undo this import' }).click();
  await expect(imports).toHaveCount(0);
  for (const page of [phone, laptop]) await goTo(page, 'Your devices');
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

test('a relay that is killed and comes back has lost nothing, and neither have the devices', async ({
  browser,
}) => {
  test.setTimeout(400_000);
  const phone = await newDevice(browser, 0);
  await turnOn(phone, 'Phone');
  const laptop = await newDevice(browser, 1);
  await pair(phone, laptop, 'Laptop', 'text');
  const before = await wish(phone, 2);
  await goTo(phone, 'Your devices');
  await expect(status(phone)).toContainText('Up to date');
  await server.kill();
  const onPhone = await wish(phone, 5);
  for (const page of [phone, laptop]) {
    await goTo(page, 'Your devices');
    await expect(status(page)).toContainText('Offline');
  }
  await expect(status(phone)).toContainText(/\d+ changes? (is|are) kept here/);
  // What is kept is on the disk: also a page that is loaded anew has it.
  await server.startAgain();
  await phone.reload();
  await unlock(phone);
  await goTo(phone, 'Your devices');
  for (const page of [phone, laptop])
    await expect(status(page)).toContainText('Up to date', { timeout: 150_000 });
  await goTo(laptop, 'Watchlist');
  for (const title of [before, onPhone])
    await expect(laptop.getByRole('main').getByText(title, { exact: true }).first()).toBeVisible();
  await phone.context().close();
  await laptop.context().close();
});

test('new recovery words take the place of the old ones', async ({ browser }) => {
  test.setTimeout(400_000);
  const phone = await newDevice(browser, 0);
  const old = await turnOn(phone, 'Phone');
  const title = await wish(phone, 3);
  await goTo(phone, 'Your devices');
  await expect(phone.getByText('were made on this device')).toBeVisible();
  const fresh = await renewWords(phone);
  expect(fresh).not.toEqual(old);
  await expect(status(phone)).toContainText('Up to date');
  await expectAccessible(phone, 'devices with new recovery words');

  const tablet = await newDevice(browser, 1);
  const open = async (words: readonly string[]): Promise<void> => {
    await tablet.getByRole('textbox', { name: 'Recovery words of your devices' }).fill(words.join(' '));
    await tablet.getByRole('button', { name: 'Open', exact: true }).click();
  };
  await tablet.getByRole('button', { name: /^Open by recovery words/ }).click();
  await tablet.getByRole('textbox', { name: 'Name of this device' }).fill('Tablet');
  const found = status(tablet).filter({ hasText: 'Look at the list of devices first' });
  const missing = tablet.getByText('No record of your devices was found for these recovery words.');
  // What lies at the relay for the words is put there a moment after it is up to date.
  await expect(async () => {
    await open(fresh);
    await expect(found.or(missing)).toBeVisible();
    await expect(found).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 120_000 });
  await tablet.getByRole('button', { name: 'I know these devices' }).click();
  await expect(status(tablet)).toContainText('Up to date', { timeout: 60_000 });
  await expect(tablet.getByText('were made on Phone')).toBeVisible();
  await goTo(tablet, 'Watchlist');
  await expect(tablet.getByRole('main').getByText(title, { exact: true }).first()).toBeVisible();
  await expect(devices(phone)).toHaveCount(2);
  await tablet.context().close();

  const finder = await newDevice(browser, 2);
  await finder.getByRole('button', { name: /^Open by recovery words/ }).click();
  await finder.getByRole('textbox', { name: 'Recovery words of your devices' }).fill(old.join(' '));
  await finder.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(
    finder.getByText('No record of your devices was found for these recovery words.'),
  ).toBeVisible();
  await expect(devices(phone)).toHaveCount(2);
  await finder.context().close();
  await phone.context().close();
});
