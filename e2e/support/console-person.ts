import { type Page, expect } from '@playwright/test';

/** Comes in for the first time by a code, as far as the overview. */
export async function enrol(page: Page, url: string, code: string, name: string): Promise<void> {
  await page.goto(`${url}/console/`);
  const isNew = page.getByRole('button', { name: 'I have an enrolment code' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  if (await isNew.isVisible()) await isNew.click();
  await page.getByRole('textbox', { name: 'Enrolment code' }).fill(code);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Make my passkey' }).click();
}

/** Goes to a room of the console by its navigation. */
export async function goToRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}
