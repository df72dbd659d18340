import { writeFile } from 'node:fs/promises';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { enrol, goToRoom } from '../support/console-person.ts';
import { netflixCsv, starterTitles } from '../support/netflix-history.ts';
import { giveAuthenticator } from '../support/passkeys.ts';
import { comeIn, goTo, importFile, listedTitles, unlock } from '../support/person.ts';
import { Camera } from './camera.ts';
import { cut, pictureSize } from './cutting-room.ts';
import { Simulation } from './simulation.ts';

/**
 * Films, in viewer and console, how a deployment comes from nobody to lists that know what people watch: `npm run film`, with
 * `PARLOUR_FILM_PEOPLE`, `_ROUNDS`, `_TESTED` and `_PORT`. What takes long is shortened, nothing is staged: pages, rounds and
 * figures are the product's own. The film is in `test-results/film/`.
 */
const {
  PARLOUR_FILM_PEOPLE: people = '750',
  PARLOUR_FILM_ROUNDS: rounds = '3',
  PARLOUR_FILM_TESTED: tested = '300',
  PARLOUR_FILM_PORT: port = '8796',
} = process.env;

test('from nobody to lists that know what people watch', async ({ browser }, info) => {
  const simulation = new Simulation({ people, rounds, tested, port });
  const camera = new Camera();
  const viewer = (page: Page, words: string, action: () => Promise<void>) =>
    camera.take(page, 'Viewer', words, action);
  const console_ = (page: Page, words: string, action: () => Promise<void>) =>
    camera.take(page, 'Operator’s console', words, action);
  try {
    const [, url, code] = await simulation.hears(/Look on at (\S+), and .* with the code (\S+)\./);
    const [person, operator] = [await open(browser, url), await open(browser, url)];
    await viewer(person, 'A new Parlour: the starter catalogue, and nobody has taken part yet.', async () => {
      await comeIn(person);
      await listedTitles(person);
      await scroll(person);
    });
    await viewer(person, 'A person brings their history. It stays in the vault on this device.', async () => {
      const films = starterTitles().filter(({ type }) => type === 'Movie');
      const watched = films.filter((_, place) => place % 9 === 0).map(({ name }) => name);
      await importFile(person, 'NetflixViewingHistory.csv', netflixCsv(watched.slice(0, 30)));
      await goTo(person, 'For you');
      await listedTitles(person);
      await scroll(person);
    });
    await giveAuthenticator(operator);
    await console_(operator, 'The operator comes in with a passkey.', async () => {
      await enrol(operator, url, code, 'Ada');
      await expect(operator.getByRole('navigation', { name: 'Main' })).toBeVisible();
      await goToRoom(operator, 'Rounds');
    });
    await console_(
      operator,
      `Drawn people’s devices take part by the real protocol. Only sums can be read. (${people} people, ${rounds} rounds, shortened)`,
      async () => {
        await simulation.hears(/Round 1:/);
      },
    );
    await console_(
      operator,
      'Each released sum is learned from; only what passes its gate may be served.',
      async () => {
        await simulation.hears(/The server stays up/);
      },
    );
    await console_(
      operator,
      'What was learned, of which rounds, and what it was measured to be worth.',
      async () => {
        await goToRoom(operator, 'Models');
        await expect(operator.getByRole('region', { name: 'Learned together', exact: true })).toBeVisible();
        const others = operator.getByText(/other figures? of these runs/).first();
        if (await others.isVisible()) await others.click();
        await scroll(operator, 7);
      },
    );
    await viewer(
      person,
      'The same person on the same device, with what is served after the rounds.',
      async () => {
        await person.reload();
        await unlock(person);
        await listedTitles(person);
        await scroll(person);
      },
    );
    await viewer(person, 'What came back, in plain words, with what it cost whoever took part.', async () => {
      await goTo(person, 'Together');
      const back = person.getByRole('region', { name: 'What came back' });
      await expect(back.getByRole('heading', { level: 2 })).toBeVisible();
      await back.scrollIntoViewIfNeeded();
      await scroll(person, 3);
    });
    const path = info.outputPath('cold-start.webm');
    await writeFile(path, await cut(browser, camera.scenes));
    await info.attach('film', { path, contentType: 'video/webm' });
    process.stderr.write(`The film is ${path}\n`);
  } finally {
    await simulation.stop();
  }
});

async function open(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: pictureSize, serviceWorkers: 'block' });
  return context.newPage();
}

/** Down by some turns of a wheel, as somebody does who looks. */
async function scroll(page: Page, turns = 4): Promise<void> {
  await page.mouse.move(pictureSize.width / 2, pictureSize.height / 2);
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, 350);
    await page.waitForTimeout(450);
  }
}
