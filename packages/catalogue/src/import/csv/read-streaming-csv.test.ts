import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { sharedData } from '../testing/shared-data.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readStreamingCsv } from './read-streaming-csv.ts';

const header =
  'show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description';

async function read(...lines: string[]) {
  const folder = await temporaryFolder({ 'list.csv': [header, ...lines].join('\r\n') });
  return collect(readStreamingCsv(join(folder, 'list.csv'), 'netflix'));
}

test('a film', async () => {
  const { parts } = await read(
    's1,Movie,Roma,Alfonso Cuarón,"Yalitza Aparicio, Marina de Tavira","Mexico, West Germany","December 14, 2018",2018,R,135 min,"Dramas, International Movies",A year.',
  );
  expect(parts).toEqual([
    {
      key: 'movie:roma:2018:alfonso cuaron',
      type: 'Movie',
      name: 'Roma',
      alternateNames: [],
      year: 2018,
      genres: ['Drama'],
      runtime: 135,
      directors: ['Alfonso Cuarón'],
      cast: ['Yalitza Aparicio', 'Marina de Tavira'],
      countries: ['MX', 'DE'],
      languages: [],
      certificate: 'R',
      synopsis: 'A year.',
      platforms: [{ platform: 'netflix', checkedAt: Date.UTC(2018, 11, 14) }],
      externalIds: {},
      source: 'netflix-csv',
      sourceUpdatedAt: Date.UTC(2018, 11, 14),
    },
  ]);
});

test('a series, its language from its genre', async () => {
  const { parts } = await read(
    's1,TV Show,Dinero,,,Spain,26-Nov-21,2017,NR,2 Seasons,"Spanish-Language TV Shows, Crime TV Shows",',
  );
  expect(parts[0]).toMatchObject({
    type: 'TVSeries',
    seasons: 2,
    genres: ['Crime'],
    languages: ['es'],
    countries: ['ES'],
  });
  expect(parts[0]?.platforms[0]?.checkedAt).toBe(Date.UTC(2021, 10, 26));
  expect(parts[0]).not.toHaveProperty('certificate');
});

test('a duration that slipped into the rating goes back', async () => {
  const { parts } = await read('s1,Movie,Louis,,,,,2017,74 min,,Movies,');
  expect(parts[0]).toMatchObject({ runtime: 74 });
  expect(parts[0]).not.toHaveProperty('certificate');
});

test('bad rows are named by line, and every other row goes in', async () => {
  const { parts, refusals } = await read(
    's1,Movie,First,,,,,1999,,90 min,,"Two',
    'lines"',
    's2,Movie,,,,,,1999,,90 min,,no title',
    's3,Show,Third,,,,,1999,,90 min,,',
    's4,Movie,Fourth,,,,,MCMXCIX,,90 min,,',
    's5,Movie,Fifth,,,,,1999,,long,,',
    's6,Movie,Sixth,,,,"Febtober 41, 2020",1999,,90 min,,',
    's7,Movie,Seventh,too few',
    's8,Movie,"Eighth" or so,,,,,1999,,90 min,,',
    's9,Movie,Ninth,,,,,1999,,90 min,,',
    's10,Movie,"Tenth,,,,,1999,,90 min,,',
    's11,Movie,Eleventh,,,,,1999,,90 min,,',
  );
  expect(parts.map((part) => part.name)).toEqual(['First', 'Ninth', 'Eleventh']);
  expect(refusals.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10, 12]);
  expect(refusals[0]?.reason).toBe('It has no title.');
  expect(refusals[5]?.reason).toBe('It has 4 cells, and the header has 12.');
  expect(refusals[7]?.reason).toBe('It is not CSV: a quote is never closed.');
});

test('a file without the columns is refused whole', async () => {
  const folder = await temporaryFolder({ 'list.csv': 'a,b\n1,2\n', 'empty.csv': '' });
  for (const name of ['list.csv', 'empty.csv']) {
    const error: unknown = await collect(readStreamingCsv(join(folder, name), 'netflix')).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ code: 'catalogue/wrong-columns' });
  }
  const missing: unknown = await collect(readStreamingCsv(join(folder, 'no'), 'netflix')).catch(
    (caught: unknown) => caught,
  );
  expect(missing).toMatchObject({ code: 'catalogue/no-such-file' });
});

const lists = sharedData('streaming-catalogues');

test.skipIf(!lists).each([
  ['netflix_titles.csv', 8807],
  ['amazon_prime_titles.csv', 9668],
  ['disney_plus_titles.csv', 1450],
])('every row of the real %s goes in', async (name, rows) => {
  const { parts, refusals } = await collect(readStreamingCsv(join(lists ?? '', name), 'netflix'));
  expect(refusals).toEqual([]);
  expect(parts).toHaveLength(rows);
  const countries = new Set(parts.flatMap((part) => part.countries));
  expect([...countries].filter((country) => !/^[A-Z]{2}$/.test(country))).toEqual([]);
  expect(parts.filter((part) => /min|season/i.test(part.certificate ?? ''))).toEqual([]);
});
