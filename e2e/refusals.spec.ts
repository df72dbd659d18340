import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { netflixCsv } from './support/netflix-history.ts';
import { chooseFile, comeIn, goTo, importFile } from './support/person.ts';

/** 400 MB of zeros as a few hundred kilobytes of ZIP. */
async function bomb(): Promise<Buffer> {
  const writer = new ZipWriter(new BlobWriter('application/zip'));
  await writer.add(
    'CONTENT_INTERACTION/ViewingActivity.csv',
    new Uint8ArrayReader(new Uint8Array(400 * 2 ** 20)),
    { level: 9 },
  );
  return Buffer.from(await (await writer.close()).arrayBuffer());
}

test('what is no history is refused in plain words, and changes nothing', async ({ page }) => {
  await comeIn(page);
  await importFile(page, 'one.csv', netflixCsv(['Parasite']));
  const files: [string, string | Buffer][] = [
    ['noise.csv', randomBytes(100_000)],
    ['empty.csv', ''],
    ['letter.txt', 'Dear diary, today I watched nothing at all.\n'.repeat(50)],
    ['page.html', '<!doctype html><title>YouTube</title><p>Watched something</p>'],
    ['bomb.zip', await bomb()],
    ['cut.zip', (await bomb()).subarray(0, 5000)],
  ];
  for (const [name, content] of files) {
    await chooseFile(page, name, content);
    const alert = page.getByRole('main').getByRole('alert').filter({ hasText: /\w/ });
    await expect(alert.first(), name).toBeVisible({ timeout: 60_000 });
    expect((await alert.first().innerText()).split('\n').filter(Boolean).length, name).toBeGreaterThanOrEqual(
      2,
    );
    await goTo(page, 'For you');
    await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
  }
  await goTo(page, 'History');
  await expect(page.getByRole('main')).toContainText('Parasite');
});

test('dates that could be either way are asked about', async ({ page }) => {
  await comeIn(page);
  await chooseFile(
    page,
    'NetflixViewingHistory.csv',
    'Title,Date\n"Parasite","03/04/2021"\n"Dark: Season 1: Secrets","03/04/2021"\n',
  );
  await expect(page.getByRole('radio').first()).toBeVisible();
});
