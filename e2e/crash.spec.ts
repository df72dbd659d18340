import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type CrashMoment, crashAddress, crashHook } from './support/crash-hook.ts';
import { netflixCsv } from './support/netflix-history.ts';
import { chooseFile, comeIn, goTo, importFile, unlock } from './support/person.ts';

/** More than one batch of an import, so that some are acknowledged while others are still to come. */
const before = Array.from({ length: 30 }, (_, index) => `Before ${index}`);
const rows = Array.from({ length: 1100 }, (_, index) => `Title nobody made ${index}`);

test.use({ serviceWorkers: 'block' });
test.setTimeout(900_000);

/** What the person had been told when the tab died. */
type Told = 'nothing' | 'imported' | 'undoing' | 'undone';

/** How many of the rows may be there then: a batch of 1,000 is there wholly or not at all. */
const allowed: Record<Told, number[]> = {
  nothing: [0, 1000, 1100],
  imported: [1100],
  undoing: [0, 1100],
  undone: [0],
};

/** A doomed worker: whether its script was asked for, and when it is about to die. */
interface Doom {
  readonly laid: () => boolean;
  readonly struck: Promise<void>;
}

/** Puts the hook before the worker's script from now on; a page opened once this has resolved cannot miss it. */
async function doom(context: BrowserContext, step: number, moment: CrashMoment): Promise<Doom> {
  let laid = false;
  let strike: () => void;
  const struck = new Promise<void>((resolve) => {
    strike = resolve;
  });
  await context.unrouteAll();
  await context.route(/\/assets\/brain-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: crashHook(step, moment) + (await response.text()) });
    laid = true;
  });
  await context.route(`**${crashAddress}*`, () => strike());
  return { laid: () => laid, struck };
}

/** Entries of the history, as the person is told on the history page. */
async function countHistory(page: Page): Promise<number> {
  await goTo(page, 'History');
  const total = page.getByRole('main').getByText(/\d[\d,]* entries/);
  await expect(total.first()).toBeVisible();
  return Number(/([\d,]+) entries/.exec(await total.first().innerText())?.[1].replaceAll(',', ''));
}

/** Undoes what an earlier tab may have left. */
async function undoAll(page: Page): Promise<void> {
  await goTo(page, 'Import');
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(undo.first()).toBeVisible();
  for (let left = await undo.count(); left > 1; left--) {
    await undo.first().click();
    await expect(undo).toHaveCount(left - 1);
  }
}

for (const moment of ['before', 'during', 'after'] as const) {
  test(`the tab dies ${moment} each transaction of an import, of its undoing and of the checkpoints: no acknowledged entry is lost`, async ({
    page: first,
    context,
  }) => {
    await comeIn(first);
    await importFile(first, 'before.csv', netflixCsv(before));
    await first.close();
    let told: Told = 'undone';
    let step = 0;
    for (let died = true; died; ) {
      step++;
      const dying = await doom(context, step, moment);
      const page = await context.newPage();
      await page.goto('/');
      await unlock(page);
      expect(dying.laid(), 'the worker runs with the hook').toBe(true);
      const imported = (await countHistory(page)) - before.length;
      expect(allowed[told], `after step ${step - 1}, told "${told}": ${imported} rows`).toContain(imported);
      await undoAll(page);

      told = 'nothing';
      const whole = async () => {
        await chooseFile(page, 'during.csv', netflixCsv(rows));
        await page.getByRole('button', { name: 'Import', exact: true }).waitFor();
        await page.evaluate(
          () =>
            new Promise<void>((armed) => {
              const channel = new BroadcastChannel('crash-test');
              channel.onmessage = () => armed();
              channel.postMessage('arm');
            }),
        );
        await page.getByRole('button', { name: 'Import', exact: true }).click();
        await page.getByRole('region', { name: 'Import finished' }).waitFor();
        told = 'imported';
        await page.getByRole('button', { name: 'Undo this import' }).click({ trial: true });
        told = 'undoing';
        await page.getByRole('button', { name: 'Undo this import' }).click();
        await page.getByText('The import is undone').waitFor();
        told = 'undone';
        await page.getByRole('button', { name: 'Lock now' }).click();
        await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
      };
      const done = whole();
      done.catch(() => undefined);
      died = await Promise.race([dying.struck.then(() => true), done.then(() => false)]);
      if (died) {
        const gone = page.waitForEvent('crash');
        const devtools = await context.newCDPSession(page);
        devtools.send('Page.crash').catch(() => undefined);
        await gone;
      }
      await page.close();
    }
    // Two batches, their summary, the retraction, and two checkpoints that let go of what is older.
    expect(step - 1).toBeGreaterThanOrEqual(6);
  });
}
