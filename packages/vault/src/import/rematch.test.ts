import { describe, expect, test } from 'vitest';
import { film, importFile, series } from './import-for-tests.ts';
import { rematch } from './rematch.ts';
import { buildTitleIndex } from './title-index.ts';
import { titleKey } from './title-key.ts';

const csv =
  'Title,Date\nDark: 1: A,29/03/2021\nOkja,28/03/2021\nNarcos: Mexico: Camelot,27/03/2021\nMission: Impossible,26/03/2021\n';

async function rematched(titles: Parameters<typeof buildTitleIndex>[0], declined = {}) {
  const { events } = await importFile('n.csv', csv);
  const found = await rematch(events, buildTitleIndex(titles), declined);
  return Object.fromEntries(
    events.flatMap(({ id, title }) => (found.has(id) ? [[title?.name, found.get(id)]] : [])),
  );
}

describe('when the catalogue grows', () => {
  test('films and shows are found, also those whose names could not be split before', async () => {
    const titles = [series('Dark'), film('Okja'), series('Narcos: Mexico')];
    expect(await rematched(titles)).toEqual({
      Dark: 'tvseries:Dark:',
      Okja: 'movie:Okja:',
      'Narcos: Mexico: Camelot': 'tvseries:Narcos: Mexico:',
    });
  });
  test('the doubtful stays open', async () => {
    expect(await rematched([series('Mission'), film('Okja', 1990), film('Okja', 2017)])).toEqual({});
  });
  test('what the person declined does not come back', async () => {
    const { events } = await importFile('n.csv', csv);
    const okja = events.find(({ title }) => title?.name === 'Okja');
    const key = okja === undefined ? '' : (titleKey(okja) ?? '');
    expect(await rematched([film('Okja')], { [key]: ['movie:Okja:'] })).toEqual({});
  });
  test('events that have an item, or no title, are left alone', async () => {
    const { events } = await importFile('n.csv', csv, { titles: [film('Okja')] });
    const okja = events.filter(({ item }) => item !== undefined);
    const found = await rematch(
      [...okja, { id: 'x', kind: 'like', at: 1, source: 'viewer' }],
      buildTitleIndex([film('Okja', 2020)]),
    );
    expect(found.size).toBe(0);
  });
  test('episodes by number, of sources that name no season words', async () => {
    const tvtime =
      'key,series_name,s_id,season_number,episode_number,created_at\nwatch-episode-1,Dark,1,1,2,2020-01-02 03:04:05\n';
    const { events } = await importFile('tracking-prod-records-v2.csv', tvtime);
    const found = await rematch(events, buildTitleIndex([series('Dark')]));
    expect([...found.values()]).toEqual(['tvseries:Dark:']);
  });
});
