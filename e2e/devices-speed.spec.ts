import { expect, type Page, test } from '@playwright/test';
import { accept, status, turnOn } from './support/own-devices.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { comeIn, goTo, importFile } from './support/person.ts';

// A measurement: it says how long things take, and fails for nothing but what does not happen at all.
test.skip(process.env.PARLOUR_MEASURE !== '1', 'measured by hand: PARLOUR_MEASURE=1');

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 40;
const events = 20_000;
const edits = 10;
let server: OwnServer;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer(port);
});
test.afterAll(async () => server?.stop());

/** So many rows, twenty a day. */
function longHistory(): string {
  const newest = Date.UTC(2024, 9, 20);
  const rows = Array.from({ length: events }, (_, i) => {
    const day = new Date(newest - Math.floor(i / 20) * 86_400_000);
    const date = `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${String(day.getUTCFullYear()).slice(2)}`;
    return `"Series ${i % 400}: Season 1: Chapter ${i}","${date}"`;
  });
  return `Title,Date\n${rows.join('\n')}\n`;
}

const eventsShown = async (page: Page): Promise<number> => {
  const text = await page.getByRole('main').innerText();
  return Number(/([\d,]+) (entries|events)/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
};

/** When a name is in the page, in milliseconds of the machine's clock. */
const shownAt = (page: Page, name: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const main = document.querySelector('main') as HTMLElement;
        const look = (): void => {
          if (!main.innerText.includes(wanted)) return;
          watch.disconnect();
          resolve(performance.timeOrigin + performance.now());
        };
        const watch = new MutationObserver(look);
        watch.observe(main, { childList: true, characterData: true, subtree: true });
        look();
      }),
    name,
  );

/** When the next press in the page comes, of the same clock. */
const pressedAt = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const now = (): void => resolve(performance.timeOrigin + performance.now());
        document.addEventListener('pointerdown', now, { capture: true, once: true });
      }),
  );

test(`${events} events reach a new device, and an edit the other one`, async ({ browser }) => {
  test.setTimeout(900_000);
  const newPage = async (): Promise<Page> =>
    (await browser.newContext({ baseURL: server.url, serviceWorkers: 'block' })).newPage();
  const phone = await newPage();
  await comeIn(phone);
  await importFile(phone, 'NetflixViewingHistory.csv', longHistory());
  await goTo(phone, 'Your devices');
  await turnOn(phone, 'Phone');
  const laptop = await newPage();
  await comeIn(laptop);
  await goTo(laptop, 'Your devices');
  await accept(phone, laptop, 'Laptop', 'text');
  const accepted = performance.now();
  await goTo(laptop, 'History');
  await expect
    .poll(() => eventsShown(laptop), { timeout: 300_000, intervals: [50] })
    .toBeGreaterThanOrEqual(events);
  console.log(
    `first sync of ${events} events, from accepted to all shown: ${Math.round(performance.now() - accepted)} ms`,
  );
  await goTo(laptop, 'Watchlist');
  await goTo(phone, 'For you');
  const took: number[] = [];
  for (let i = 0; i < edits; i++) {
    const card = phone.getByRole('list', { name: 'Recommendations' }).getByRole('article').nth(i);
    const name = await card.getByRole('heading').innerText();
    const shown = shownAt(laptop, name);
    const pressed = pressedAt(phone);
    await card.getByRole('button', { name: /^Add to watchlist/ }).click();
    took.push((await shown) - (await pressed));
  }
  console.log(
    `edits shown on the other device, from the press: ${took.map((one) => Math.round(one)).join(', ')} ms`,
  );
  await goTo(phone, 'Your devices');
  await expect(status(phone)).toContainText('Up to date', { timeout: 60_000 });
});
