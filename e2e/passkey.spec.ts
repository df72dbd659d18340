import { expect, test } from '@playwright/test';
import { giveAuthenticator } from './support/passkeys.ts';
import { makeVault } from './support/person.ts';

test('a passkey is a second way in', async ({ page }) => {
  await giveAuthenticator(page);
  await makeVault(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: /^Just look around/ }).click();
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: /passkey/i }).click();
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
});
