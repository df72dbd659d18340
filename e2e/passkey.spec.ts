import { expect, test } from '@playwright/test';
import { makeVault } from './support/person.ts';

test('a passkey is a second way in', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await makeVault(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: /^Just look around/ }).click();
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: /passkey/i }).click();
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
});
