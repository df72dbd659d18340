import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { type MessageGate, openGate } from './message-gate.ts';
import { netflixCsv } from './netflix-history.ts';
import { comeIn, goTo, importFile, unlock } from './person.ts';

/** A person with a browser of their own, who takes part in rounds. */
export interface RealDevice {
  readonly context: BrowserContext;
  readonly gate: MessageGate;
  page: Page;
  /** Opens a tab anew and unlocks the vault. */
  reopen(): Promise<void>;
  end(): Promise<void>;
}

/**
 * The moment at which a token is asked for is drawn from one word of randomness: this one always draws the earliest, so that the
 * test need not wait for up to an hour. Everything else is as random as ever.
 */
const earliestMoment = `{
  const fill = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (array) =>
    array instanceof Uint32Array && array.length === 1 ? array.fill(0) : fill(array);
}
`;

export const drawEarliestMoment = (context: BrowserContext): Promise<unknown> =>
  context.route(/\/assets\/brain-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: earliestMoment + (await response.text()) });
  });

/** As far as the list, with these titles watched. @param port of the way to the server that only this browser goes. */
export async function makeDevice(
  browser: Browser,
  port: number,
  url: string,
  watched: readonly string[],
): Promise<RealDevice> {
  const gate = await openGate(port, url);
  const context = await browser.newContext({ baseURL: gate.url, serviceWorkers: 'block' });
  await drawEarliestMoment(context);
  const device: RealDevice = {
    context,
    gate,
    page: await context.newPage(),
    async reopen() {
      device.page = await context.newPage();
      await device.page.goto('/');
      await unlock(device.page);
      await expect(device.page.getByRole('button', { name: 'Lock now' })).toBeVisible();
    },
    async end() {
      await context.close();
      await gate.close();
    },
  };
  await comeIn(device.page);
  await importFile(device.page, 'NetflixViewingHistory.csv', netflixCsv(watched));
  return device;
}

/** Chooses to take part, and puts the tab into the background: a device works for others only when nobody uses it. */
export async function takePart({ page }: RealDevice, invite: string): Promise<void> {
  await goTo(page, 'Together');
  await page.getByRole('button', { name: 'See what is asked' }).click();
  await page.getByRole('textbox', { name: 'Invite code' }).fill(invite);
  await page.getByRole('button', { name: 'Take part', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This device takes part' })).toBeVisible();
  await putAside(page);
}

/** As if another tab were in front. */
export const putAside = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });

export const doing = ({ page }: Pick<RealDevice, 'page'>) =>
  page.getByRole('status', { name: 'What it is doing' });

/** What the Together page shows of the only round: how it ended, the titles that were spoken of, and the exact bytes. */
export async function shownRound({
  page,
}: RealDevice): Promise<{ how: string; names: string[]; bytes: Buffer }> {
  const round = page.getByRole('list', { name: 'Rounds' }).locator('details');
  await expect(round).toHaveCount(1);
  await round.locator('summary').click();
  const saved = page.waitForEvent('download');
  await round.getByRole('button', { name: 'Save the exact bytes' }).click();
  return {
    how: (await round.getAttribute('data-how')) ?? '',
    names: await round.getByRole('listitem').allInnerTexts(),
    bytes: readFileSync(await (await saved).path()),
  };
}
