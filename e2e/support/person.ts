import { type Page, expect } from '@playwright/test';

export const passphrase = 'four quiet herons wade';

/** The first visit, as far as the choice of how to begin. Gives the recovery words that were shown. */
export async function makeVault(page: Page): Promise<string[]> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Make my vault' }).click();
  await page.getByRole('textbox', { name: 'New passphrase' }).fill(passphrase);
  await page.getByRole('textbox', { name: 'Passphrase once more' }).fill(passphrase);
  await page.getByRole('button', { name: 'Make the vault' }).click();
  const list = page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  await expect(list).toHaveCount(12);
  const words = (await list.allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''));
  await page.getByRole('button', { name: 'I have written them down' }).click();
  for (const box of await page.getByRole('textbox', { name: /^Word \d+$/ }).all()) {
    const label = await box.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await box.fill(words[Number(/\d+/.exec(label)?.[0]) - 1]);
  }
  await page.getByRole('button', { name: 'Check' }).click();
  return words;
}

/** From the first visit to the list, with nothing known of the person. */
export async function comeIn(page: Page): Promise<void> {
  await makeVault(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: /^Just look around/ }).click();
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
}

/** Chooses a file on the import page, as far as the preview. */
export async function chooseFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  await goTo(page, 'Import');
  const another = page.getByRole('button', { name: 'Import another file' });
  await expect(another.or(page.getByRole('button', { name: 'Choose a file' })).first()).toBeVisible();
  if (await another.isVisible()) await another.click();
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: typeof content === 'string' ? Buffer.from(content) : content,
  });
}

/** Imports a file and waits until it is in the vault. */
export async function importFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  await chooseFile(page, name, content);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Import finished' })).toBeVisible({ timeout: 120_000 });
}

/** Follows a link of the page's frame; nothing is loaded anew, so the vault stays open. */
export async function goTo(page: Page, link: string): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).first().click();
}

export async function unlock(page: Page, secret = passphrase): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(secret);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

/** Names of the titles in the list, from the top. */
export async function listedTitles(page: Page): Promise<string[]> {
  const cards = page.getByRole('list', { name: 'Recommendations' }).getByRole('article');
  await expect(cards.first()).toBeVisible();
  return cards.getByRole('heading').allInnerTexts();
}
