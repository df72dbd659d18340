import { FIRST_PROFILE, type HistoryEvent } from '@parlour/wire';
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

test('a file that two profiles bring is a history of each, and of each once', async () => {
  const bring = (profile: string, known = [] as HistoryEvent[]) =>
    importFile('n.csv', 'Title,Date\nDark,29/03/2021\n', { profile, known });
  const first = await importFile('n.csv', 'Title,Date\nDark,29/03/2021\n');
  expect((await bring(FIRST_PROFILE)).events).toEqual(first.events);
  expect(first.events[0]).not.toHaveProperty('profile');
  const ana = await bring('ana', first.events);
  expect(ana.preview.known).toBe(0);
  expect(ana.events.map(({ profile }) => profile)).toEqual(['ana']);
  const both = [...first.events, ...ana.events];
  expect(new Set(both.map(({ id }) => id)).size).toBe(2);
  for (const profile of [FIRST_PROFILE, 'ana']) expect((await bring(profile, both)).events).toEqual([]);
});
