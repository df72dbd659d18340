import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { type CrashMoment, crashAddress, crashHook } from './support/crash-hook.ts';
import { netflixCsv } from './support/netflix-history.ts';
import { chooseFile, comeIn, goTo, importFile, unlock } from './support/person.ts';

/** More than two batches of an import, so that some are acknowledged while others are still to come. */
const before = Array.from({ length: 30 }, (_, index) => `Before ${index}`);
const rows = Array.from({ length: 2300 }, (_, index) => `Title nobody made ${index}`);

test.use({ serviceWorkers: 'block' });
test.setTimeout(900_000);

/** Puts the hook before the worker's script from now on. */
async function doom(context: BrowserContext, step: number, moment: CrashMoment): Promise<void> {
  await context.unrouteAll();
  await context.route(/\/assets\/brain-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: crashHook(step, moment) + (await response.text()) });
  });
}

/** Entries of the history, as the person is told on the history page. */
async function countHistory(page: Page): Promise<number> {
  await goTo(page, 'History');
  const total = page.getByRole('main').getByText(/\d[\d,]* entries/);
  const none = page.getByRole('main').getByText(/nothing/i);
  await expect(total.or(none).first()).toBeVisible();
  if (await none.isVisible()) return 0;
  return Number(/([\d,]+) entries/.exec(await total.first().innerText())?.[1].replaceAll(',', ''));
}

for (const moment of ['before', 'during', 'after'] as const) {
  test(`the tab dies ${moment} each transaction of an import and of its checkpoint: no acknowledged entry is lost`, async ({
    page: first,
    context,
  }) => {
    await comeIn(first);
    await importFile(first, 'before.csv', netflixCsv(before));
    await first.close();
    let crashes = 0;
    let step = 1;
    for (; ; step++) {
      await doom(context, step, moment);
      const page = await context.newPage();
      let completed: number | undefined;
      const dying = new Promise<void>((resolve) => {
        void context.route(`**${crashAddress}*`, (route) => {
          completed = Number(new URL(route.request().url()).searchParams.get('completed'));
          resolve();
        });
      });
      await page.goto('/');
      await unlock(page);
      await chooseFile(page, 'during.csv', netflixCsv(rows));
      await page.getByRole('button', { name: 'Import', exact: true }).waitFor();
      await page.evaluate(() => new BroadcastChannel('crash-test').postMessage('arm'));
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      const finished = page.getByRole('region', { name: 'Import finished' }).waitFor({ timeout: 60_000 });
      const died = await Promise.race([dying.then(() => true), finished.then(() => false)]);
      finished.catch(() => undefined);
      if (died) {
        crashes++;
        const gone = page.waitForEvent('crash');
        const devtools = await context.newCDPSession(page);
        devtools.send('Page.crash').catch(() => undefined);
        await gone;
      }
      await page.close();

      await context.unrouteAll();
      const after = await context.newPage();
      await after.goto('/');
      await unlock(after);
      const found = await countHistory(after);
      // Batches of 1,000: each wholly there or not at all, and what was there before in any case.
      const imported = found - before.length;
      expect([0, 1000, 2000, 2300], `step ${step}: ${found} entries`).toContain(imported);
      if (!died) expect(imported).toBe(2300);
      test
        .info()
        .annotations.push({
          type: 'crash',
          description: `step ${step}, ${completed} completed, ${imported} found`,
        });
      // Back to where it was, for the next step.
      await goTo(after, 'Import');
      const undo = after.getByRole('button', { name: /^Undo/ });
      while ((await undo.count()) > 1) {
        const left = await undo.count();
        await undo.first().click();
        await expect(undo).toHaveCount(left - 1);
      }
      await after.close();
      if (!died) break;
    }
    // Three batches at least, and a checkpoint.
    expect(crashes).toBeGreaterThanOrEqual(4);
  });
}
