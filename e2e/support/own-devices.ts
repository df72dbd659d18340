import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { goTo, passphrase } from './person.ts';

/** Where the page says how things stand. */
export const status = (page: Page) => page.getByRole('status').filter({ has: page.locator('strong') });
/** The list of devices. */
export const devices = (page: Page) => page.getByRole('list', { name: 'Devices' }).getByRole('listitem');
/** Turns sharing on. Gives the recovery words. */
export async function turnOn(page: Page, name: string): Promise<string[]> {
  await page.getByRole('button', { name: /^This is the first one/ }).click();
  await page.getByRole('textbox', { name: 'Name of this device' }).fill(name);
  const words = await writeWords(page);
  await expect(status(page)).toContainText('Up to date');
  return words;
}

/** Makes new recovery words on a device that shares, and gives them. */
export async function renewWords(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Make new recovery words' }).click();
  await expect(page.getByRole('heading', { name: 'Make new recovery words' })).toBeVisible();
  await expectAccessible(page, 'asking for new recovery words');
  const words = await writeWords(page);
  await expect(page.getByText('The new recovery words are in use.')).toBeVisible();
  return words;
}

/** From the passphrase to three of the words typed back. */
async function writeWords(page: Page): Promise<string[]> {
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
  return words;
}

/** Adds `fresh` to the devices of `host`, by QR text or by the eight words. */
export async function pair(host: Page, fresh: Page, name: string, by: 'text' | 'words'): Promise<void> {
  await accept(host, fresh, name, by);
  await expect(status(fresh)).toContainText('Up to date', { timeout: 60_000 });
}

/** The same, as far as the last press: both have said that the six digits are the same. */
export async function accept(host: Page, fresh: Page, name: string, by: 'text' | 'words'): Promise<void> {
  await compare(host, fresh, name, by);
  await host.getByRole('button', { name: 'They are the same' }).click();
  await fresh.getByRole('button', { name: 'They are the same' }).click();
}

/** The same, as far as the six digits on both. */
export async function compare(host: Page, fresh: Page, name: string, by: 'text' | 'words'): Promise<void> {
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
}

/** Puts a title of the list on the watchlist. Gives its name. */
export async function wish(page: Page, which: number): Promise<string> {
  await goTo(page, 'For you');
  const card = page.getByRole('list', { name: 'Recommendations' }).getByRole('article').nth(which);
  await expect(card).toBeVisible();
  const button = card.getByRole('button', { name: /watchlist/i });
  const name = ((await button.getAttribute('aria-label')) ?? '').replace('Add to watchlist: ', '');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  return name;
}
