import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { devices, pair, status, turnOn, wish } from './support/own-devices.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { chooseFile, comeIn, goTo, listedTitles } from './support/person.ts';

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 60;
let server: OwnServer;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer(port);
});
test.afterAll(async () => {
  await server?.stop();
});

async function newDevice(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block' });
  const page = await context.newPage();
  await comeIn(page);
  return page;
}
const avatar = (page: Page, name: string) =>
  page.getByRole('banner').getByRole('button', { name: `Profile: ${name}` });
const tiles = (page: Page) => page.getByRole('list', { name: 'Profiles' }).getByRole('listitem');

/** From the top bar, without a mouse. */
async function switchTo(page: Page, from: string, to: string): Promise<void> {
  await avatar(page, from).press('Enter');
  const choice = page.getByRole('menuitemradio', { name: to });
  await expect(page.getByRole('menuitemradio', { name: from })).toHaveAttribute('aria-checked', 'true');
  // Menus find what begins with a letter.
  await page.keyboard.press(to.charAt(0));
  await expect(choice).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(avatar(page, to)).toBeVisible();
  await expect(page.getByRole('heading', { name: `For ${to}` })).toBeVisible();
}
async function allProfiles(page: Page, name: string): Promise<void> {
  await avatar(page, name).click();
  await page.getByRole('menuitem', { name: 'All profiles' }).click();
  await expect(page.getByRole('heading', { name: 'Who is watching?' })).toBeVisible();
}
/** Likes four titles of the list but for some, from the top: what stands above stays. Gives their names. */
async function like(page: Page, but: readonly string[]): Promise<string[]> {
  await goTo(page, 'For you');
  const list = page.getByRole('list', { name: 'Recommendations' });
  const cards = list.getByRole('article');
  const liked: string[] = [];
  for (let at = 0; liked.length < 4; at += 1) {
    await expect(list).toHaveAttribute('aria-busy', 'false');
    const button = cards.nth(at).getByRole('button', { name: /^Like: / });
    const title = ((await button.getAttribute('aria-label')) ?? '').replace('Like: ', '');
    if (but.includes(title)) continue;
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    liked.push(title);
  }
  return liked;
}
const shown = async (page: Page): Promise<string[]> => {
  await goTo(page, 'History');
  await expect(page.getByRole('main').getByText(/^\d+ (entry|entries)$/)).toBeVisible();
  return page.getByRole('main').getByRole('listitem').allInnerTexts();
};

/** A file of a media server that several people watch by. */
const playedBy = (...people: readonly string[]): string =>
  JSON.stringify({
    response: {
      data: {
        data: people.map((name) => ({
          media_type: 'movie',
          full_title: 'Heat',
          title: 'Heat',
          year: 1995,
          friendly_name: name,
          date: 1_700_000_000,
          percent_complete: 100,
        })),
      },
    },
  });

test('two profiles are kept apart, on one device and on two', async ({ browser }) => {
  test.setTimeout(150_000);
  const phone = await newDevice(browser);
  // Whoever is alone sees a picture, and nothing more of profiles.
  await expect(phone.getByText('Who is watching?')).toHaveCount(0);
  await avatar(phone, 'You').click();
  await phone.getByRole('menuitem', { name: 'Your profile' }).click();
  await phone.getByRole('button', { name: 'Change name and picture' }).click();
  await phone.getByRole('button', { name: 'Change your profile' }).click();
  await phone.getByRole('textbox', { name: 'Name' }).fill('Ana');
  await phone.getByRole('radio', { name: 'A fox' }).check({ force: true });
  await expectAccessible(phone, 'the form of a profile');
  await phone.setViewportSize({ width: 360, height: 740 });
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'of the form on a small phone').toBeLessThanOrEqual(360);
  await phone.setViewportSize({ width: 1280, height: 720 });
  await phone.getByRole('button', { name: 'Save' }).click();
  await goTo(phone, 'For you');
  const hers = await like(phone, []);
  const wished = await wish(phone, 5);

  await avatar(phone, 'Ana').click();
  await phone.getByRole('menuitem', { name: 'Add a profile' }).click();
  await phone.getByRole('textbox', { name: 'Name' }).fill('Kids');
  await phone.getByRole('button', { name: 'Make it' }).click();
  await expect(phone.getByRole('heading', { name: 'For Kids' })).toBeVisible();
  // Nothing is known of them.
  await expect(phone.getByRole('list', { name: 'Recommendations' })).toBeVisible();
  await goTo(phone, 'Watchlist');
  await expect(phone.getByRole('main').getByText(wished, { exact: true })).toHaveCount(0);
  await goTo(phone, 'For you');
  const theirs = await like(phone, hers);
  const ofKids = await shown(phone);
  for (const title of theirs) expect(ofKids.join('\n')).toContain(title);
  for (const title of hers) expect(ofKids.join('\n')).not.toContain(title);
  await goTo(phone, 'For you');
  const listOfKids = await listedTitles(phone);

  await switchTo(phone, 'Kids', 'Ana');
  const listOfAna = await listedTitles(phone);
  expect(listOfAna).not.toEqual(listOfKids);
  for (const reason of await phone.getByRole('list', { name: 'Recommendations' }).allInnerTexts())
    for (const title of theirs) expect(reason).not.toContain(`Because you like ${title}`);
  const ofAna = await shown(phone);
  for (const title of theirs) expect(ofAna.join('\n')).not.toContain(title);
  await goTo(phone, 'Import');
  await expect(phone.getByText('It goes into Ana’s history.')).toBeVisible();
  // A file that names several: the others may have a profile of their own.
  await chooseFile(phone, 'tautulli.json', playedBy('Ana', 'Kids', 'Bob'));
  await phone.getByRole('radio', { name: 'Ana' }).check({ force: true });
  await expect(
    phone.getByRole('button', { name: /profile/ }).and(phone.getByRole('main').getByRole('button')),
  ).toHaveCount(0);
  await phone.getByRole('radio', { name: 'Kids' }).check({ force: true });
  await expect(phone.getByRole('button', { name: 'Go to Kids’s profile' })).toBeVisible();
  await phone.getByRole('radio', { name: 'Bob' }).check({ force: true });
  await expect(phone.getByRole('button', { name: 'Make a profile for Bob' })).toBeVisible();
  await expectAccessible(phone, 'whose history a file is');
  await phone.getByRole('button', { name: 'Cancel' }).click();
  await allProfiles(phone, 'Ana');
  await expectAccessible(phone, 'who is watching');
  await expect(tiles(phone)).toHaveCount(3);

  // The other device gets both, and is whose it was.
  await goTo(phone, 'Your devices');
  await turnOn(phone, 'Phone');
  const laptop = await newDevice(browser);
  await goTo(laptop, 'Your devices');
  await pair(phone, laptop, 'Laptop', 'text');
  await expect(devices(laptop)).toHaveCount(2);
  await expect(avatar(laptop, 'Ana')).toBeVisible();
  await switchTo(laptop, 'Ana', 'Kids');
  await expect(avatar(phone, 'Ana')).toBeVisible();
  const onLaptop = await shown(laptop);
  for (const title of theirs) expect(onLaptop.join('\n')).toContain(title);
  for (const title of hers) expect(onLaptop.join('\n')).not.toContain(title);

  // A name given on one shows on the other by itself.
  await allProfiles(phone, 'Ana');
  await phone.getByRole('button', { name: 'Change or delete profiles' }).click();
  await phone.getByRole('button', { name: 'Change Kids’s profile' }).click();
  await phone.getByRole('textbox', { name: 'Name' }).fill('Mia');
  await phone.getByRole('button', { name: 'Save' }).click();
  await expect(avatar(laptop, 'Mia')).toBeVisible();

  // Deleted on one it is gone from both, with all of it; whoever was in it is in the first one.
  await phone.getByRole('button', { name: 'Change Mia’s profile' }).click();
  await phone.getByRole('button', { name: 'Delete this profile' }).click();
  await expect(phone.getByText(/^4 entries of its history go with it.*on all of your devices/)).toBeVisible();
  await expectAccessible(phone, 'deleting a profile');
  await phone.getByRole('button', { name: 'Delete it' }).click();
  await expect(phone.getByRole('button', { name: 'Change Mia’s profile' })).toHaveCount(0);
  await expect(avatar(laptop, 'Ana')).toBeVisible();
  const left = await shown(laptop);
  for (const title of theirs) expect(left.join('\n')).not.toContain(title);
  expect(left).toHaveLength(ofAna.length);
  await goTo(phone, 'Your devices');
  await expect(status(phone)).toContainText('Up to date');
  await phone.context().close();
  await laptop.context().close();
});
