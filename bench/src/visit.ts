import { expect, type Page } from '@playwright/test';

export const benchPassphrase = 'four quiet herons wade';

/** From the first visit to the list. Resolves to milliseconds of each part; what a person would type takes no time here. */
export async function firstVisit(
  page: Page,
  url: string,
): Promise<{ welcome: number; vault: number; list: number }> {
  const welcome = await timed(async () => {
    await page.goto(url);
    await page.getByRole('button', { name: 'Make my vault' }).waitFor();
  });
  await page.getByRole('button', { name: 'Make my vault' }).click();
  await page.getByRole('textbox', { name: 'New passphrase' }).fill(benchPassphrase);
  await page.getByRole('textbox', { name: 'Passphrase once more' }).fill(benchPassphrase);
  const words = page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  const vault = await timed(async () => {
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await expect(words).toHaveCount(12, { timeout: 120_000 });
  });
  const told = (await words.allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''));
  await page.getByRole('button', { name: 'I have written them down' }).click();
  for (const box of await page.getByRole('textbox', { name: /^Word \d+$/ }).all()) {
    const label = await box.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await box.fill(told[Number(/\d+/.exec(label)?.[0]) - 1]);
  }
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('button', { name: 'Not now' }).click();
  const list = await timed(async () => {
    await page.getByRole('button', { name: /^Just look around/ }).click();
    await firstCard(page);
  });
  return { welcome, vault, list };
}

/** Loads the page anew and unlocks it. */
export async function nextVisit(page: Page, url: string): Promise<{ unlockPage: number; list: number }> {
  const unlockPage = await timed(async () => {
    await page.goto(url);
    await page.getByRole('textbox', { name: 'Passphrase' }).waitFor();
  });
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(benchPassphrase);
  const list = await timed(async () => {
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await firstCard(page);
  });
  return { unlockPage, list };
}

const firstCard = (page: Page) =>
  page
    .getByRole('list', { name: 'Recommendations' })
    .getByRole('article')
    .first()
    .waitFor({ timeout: 120_000 });

export async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
