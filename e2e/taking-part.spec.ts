import { testProvider } from '@parlour/server/testing';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { enrol, goToRoom } from './support/console-person.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { giveAuthenticator } from './support/passkeys.ts';
import { comeIn, goTo, unlock } from './support/person.ts';
import { type PlainRelay, plainRelay } from './support/plain-relay.ts';
import { doing, drawEarliestMoment, putAside } from './support/real-device.ts';

test.describe.configure({ mode: 'serial' });

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 20;
const origin = `http://localhost:${port}`;

let provider: Awaited<ReturnType<typeof testProvider>>;
let relay: PlainRelay;
let server: OwnServer;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  provider = await testProvider(['admission', 'session'].map((of) => `${origin}/api/${of}/oidc/callback`));
  relay = await plainRelay(port + 1, origin);
  const of = (prefix: string) => ({
    [`${prefix}_ISSUER`]: provider.issuer,
    [`${prefix}_CLIENT_ID`]: 'parlour',
    [`${prefix}_CLIENT_SECRET`]: provider.clientSecret,
    [`${prefix}_LABEL`]: 'The Film Club',
  });
  server = await startOwnServer(port, undefined, {
    PARLOUR_ORIGIN: origin,
    PARLOUR_RELAY: relay.url,
    PARLOUR_ADMISSION: 'oidc',
    ...of('PARLOUR_ADMISSION_OIDC'),
    ...of('PARLOUR_CONSOLE_OIDC'),
    PARLOUR_CONSOLE_OIDC_OPERATORS: 'projectionists',
    PARLOUR_CONSOLE_OIDC_VIEWERS: 'members',
  });
  await server.run(...'bundle popularity --titles 64 --minimum-reports 50'.split(' '), '--url', origin);
});

test.afterAll(async () => {
  await server?.stop();
  await relay?.close();
  await provider?.close();
});

/** A person, as far as what is asked. */
async function newPerson(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    serviceWorkers: 'block',
    // To Chromium a worker whose file the test changed comes from nowhere, and may not reach this very machine unasked.
    permissions: ['local-network-access'],
  });
  await drawEarliestMoment(context);
  const page = await context.newPage();
  await comeIn(page);
  await goTo(page, 'Together');
  await page.getByRole('button', { name: 'See what is asked' }).click();
  return page;
}

test('a person who is logged in at the provider takes part, and rounds go through the relay', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const page = await newPerson(browser);
  const logIn = page.getByRole('button', { name: 'Log in with The Film Club' });
  await expect(logIn).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Invite code' })).toHaveCount(0);
  await expect(page.getByText(`goes through localhost:${port + 1}`)).toBeVisible();

  provider.people.next = undefined;
  await logIn.click();
  await unlock(page);
  await expect(page).toHaveURL(`${origin}/together`);
  await expect(page.getByRole('alert').filter({ hasText: 'did not vouch for you' })).toBeVisible();

  provider.people.next = { subject: 'ada' };
  await logIn.click();
  await unlock(page);
  await expect(page.getByText('You are logged in.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page, `logged in, ${colorScheme}`);
  }
  await page.getByRole('button', { name: 'Take part', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This device takes part' })).toBeVisible();
  // Nothing of the log-in stays in the address, in what the tab keeps, or in the history.
  expect(page.url()).toBe(`${origin}/together`);
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toMatch(
    /[0-9a-f]{32}/,
  );
  await putAside(page);
  await expect(doing({ page })).toContainText('waits until enough devices are', { timeout: 90_000 });
  await expect.poll(() => relay.seen.length).toBeGreaterThan(0);
  expect(
    relay.seen.filter((line) => !/^GET \/relay\/bundles\/[0-9a-f]{64}\/announcement$/.test(line)),
  ).toEqual([]);
  await page.context().close();
});

test('the same person on another device has no second token of this week', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await newPerson(browser);
  await page.getByRole('button', { name: 'Log in with The Film Club' }).click();
  await unlock(page);
  await page.getByRole('button', { name: 'Take part', exact: true }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'has been issued to this person already' }),
  ).toBeVisible();
  await page.context().close();
});

test('a device whose record of what it spent is damaged says so, and what can be done', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  provider.people.next = { subject: 'brigitte' };
  const page = await newPerson(browser);
  await page.getByRole('button', { name: 'Log in with The Film Club' }).click();
  await unlock(page);
  await page.getByRole('button', { name: 'Take part', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This device takes part' })).toBeVisible();
  await page.goto('/how-it-works');
  await page.evaluate(damageLedger);
  await page.goto('/together');
  await unlock(page);
  const panel = page.getByRole('region', { name: 'This device takes part in no rounds any more' });
  await expect(panel).toContainText('cannot be read');
  await expect(panel.getByRole('heading', { name: 'What you can do' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'See what is asked' })).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page, `out of rounds, ${colorScheme}`);
  }
  await panel.getByRole('link', { name: 'Export or erase' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your data' })).toBeVisible();
  await page.context().close();
});

test('operators sign in to the console at the provider, with the role that their groups give', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const first = await (await browser.newContext()).newPage();
  await giveAuthenticator(first);
  await enrol(first, origin, server.code, 'Ada');
  await expect(first.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await first.context().close();

  const signIn = async (groups: readonly string[]): Promise<Page> => {
    provider.people.next = { subject: `of ${groups.join()}`, claims: { name: 'Cleo', groups } };
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${origin}/console/`);
    await page.getByRole('button', { name: 'The Film Club' }).click();
    return page;
  };
  const stranger = await signIn(['audience']);
  await expect(stranger.getByRole('alert').filter({ hasText: 'log-in/not-listed' })).toBeVisible();
  await stranger.context().close();

  const member = await signIn(['members']);
  await goToRoom(member, 'Invites');
  await expect(member.getByRole('button', { name: /^Make/ })).toHaveCount(0);
  await member.context().close();

  const projectionist = await signIn(['projectionists']);
  await goToRoom(projectionist, 'Invites');
  await expect(projectionist.getByRole('button', { name: /^Make/ })).toBeVisible();
  await goToRoom(projectionist, 'Audit log');
  await expect(projectionist.getByText('Cleo').first()).toBeVisible();
  await projectionist.context().close();
});

/** Runs in the page: changes one bit of the first entry of the ledger, below its encryption. */
function damageLedger(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('parlour-vault');
    request.onerror = () => reject(request.error ?? new Error('no vault'));
    request.onsuccess = () => {
      const change = request.result.transaction('blobs', 'readwrite');
      const blobs = change.objectStore('blobs');
      blobs.get(['ledger', 1]).onsuccess = ({ target }) => {
        const { result } = target as IDBRequest<Uint8Array>;
        result[result.length - 1] ^= 1;
        blobs.put(result, ['ledger', 1]);
      };
      change.oncomplete = () => {
        request.result.close();
        resolve();
      };
      change.onerror = () => reject(change.error ?? new Error('not changed'));
    };
  });
}
