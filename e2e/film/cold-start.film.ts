import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { enrol, goToRoom } from '../support/console-person.ts';
import { netflixCsv, starterTitles } from '../support/netflix-history.ts';
import { giveAuthenticator } from '../support/passkeys.ts';
import { comeIn, goTo, importFile, listedTitles, unlock } from '../support/person.ts';

/**
 * Shows, picture by picture, how a deployment comes from nobody to lists that know what people watch, in viewer and console:
 * `npx playwright test --config e2e/film/film.config.ts`, with `PARLOUR_FILM_PEOPLE` and `PARLOUR_FILM_ROUNDS`. (Pictures, as recording a
 * video takes a program that Playwright does not bring along.)
 */
const { PARLOUR_FILM_PEOPLE: people = '750', PARLOUR_FILM_ROUNDS: rounds = '3' } = process.env;
const cli = join(import.meta.dirname, '../../apps/cli/src/main.ts');
const words = ['simulate', 'cold-start', '--people', people, '--rounds', rounds, '--port', '8796', '--stay'];

test('from nobody to lists that know what people watch', async ({ browser }, info) => {
  const simulation = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'inherit', 'pipe'] });
  let said = '';
  simulation.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    process.stderr.write(text);
  });
  const hears = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(said);
      if (found) return found;
      const isOver = await Promise.race([
        once(simulation, 'exit').then(() => true),
        once(simulation.stderr, 'data').then(() => false),
      ]);
      if (isOver) throw new Error(said);
    }
  };
  let taken = 0;
  const shoot = async (page: Page, name: string): Promise<void> => {
    taken += 1;
    const path = info.outputPath(`${String(taken).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path, fullPage: true });
  };
  try {
    const [, url, code] = await hears(/Look on at (\S+), and .* with the code (\S+)\./);
    const open = async (): Promise<Page> => {
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
      });
      return context.newPage();
    };
    const [person, operator] = [await open(), await open()];
    await comeIn(person);
    await shoot(person, 'viewer-nobody-has-taken-part');
    const films = starterTitles().filter(({ type }) => type === 'Movie');
    const watched = films.filter((_, place) => place % 9 === 0).map(({ name }) => name);
    await importFile(person, 'NetflixViewingHistory.csv', netflixCsv(watched.slice(0, 30)));
    await goTo(person, 'For you');
    await listedTitles(person);
    await shoot(person, 'viewer-own-history-alone');
    await giveAuthenticator(operator);
    await enrol(operator, url, code, 'Ada');
    await goToRoom(operator, 'Rounds');
    await hears(/Round 1:/);
    await shoot(operator, 'console-rounds');
    await hears(/The server stays up/);
    await goToRoom(operator, 'Models');
    await expect(operator.getByRole('region', { name: 'Learned together', exact: true })).toBeVisible();
    await shoot(operator, 'console-models');
    await person.reload();
    await unlock(person);
    await listedTitles(person);
    await shoot(person, 'viewer-with-what-was-learned');
    await goTo(person, 'Together');
    const back = person.getByRole('region', { name: 'What came back' });
    await expect(back.getByRole('heading', { level: 2 })).toBeVisible();
    await shoot(person, 'viewer-what-came-back');
  } finally {
    if (simulation.exitCode === null) {
      simulation.kill('SIGINT');
      await once(simulation, 'exit');
    }
  }
});
