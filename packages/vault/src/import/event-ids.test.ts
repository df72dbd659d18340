import { expect, test } from 'vitest';
import { importFile } from './import-for-tests.ts';

/** What a vault of last year holds: if these change, an import repeated after an update doubles every row. */
test('ids are the first half of the SHA-256 of what the row says', async () => {
  const { events } = await importFile('n.csv', 'Title,Date\n"Dark: 1: A",29/03/2021\nÅsa,28/03/2021\n');
  const keys = [
    ['netflix', 'completion', 'Åsa', '', '', '', '', String(Date.UTC(2021, 2, 28, 12)), ''],
    ['netflix', 'completion', 'Dark: 1: A', '', '', '', '', String(Date.UTC(2021, 2, 29, 12)), ''],
  ].map((parts) => `${JSON.stringify(parts)}\n0`);
  const digests = await Promise.all(
    keys.map((key) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))),
  );
  expect(events.map(({ id }) => id)).toEqual(
    digests.map((digest) => `netflix-${Buffer.from(digest).toString('hex', 0, 16)}`),
  );
});
