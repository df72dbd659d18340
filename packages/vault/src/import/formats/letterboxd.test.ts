import { expect, test } from 'vitest';
import { dayOf, film, importFile, zipOf } from '../import-for-tests.ts';

const her = film('Her', 2013);
const heat = film('Heat', 1995);
const files = {
  'watched.csv':
    'Date,Name,Year,Letterboxd URI\n2017-12-15,Her,2013,https://boxd.it/4O24\n2017-12-15,Heat,1995,https://boxd.it/1\n',
  'diary.csv':
    'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2018-01-02,Her,2013,https://boxd.it/9,4.5,,,2018-01-01\n2017-12-15,Gone,1999,https://boxd.it/8,2,,,2017-12-01\n',
  'reviews.csv':
    'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n2018-01-02,Her,2013,https://boxd.it/9,4.5,,"I, too, cried",,2018-01-01\n',
  'ratings.csv':
    'Date,Name,Year,Letterboxd URI,Rating\n2018-01-02,Her,2013,https://boxd.it/4O24,5\n2018-01-02,Heat,1995,https://boxd.it/1,0\n',
  'watchlist.csv': 'Date,Name,Year,Letterboxd URI\n2019-01-02,Dune,2021,https://boxd.it/2\n',
  'likes/films.csv': 'Date,Name,Year,Letterboxd URI\n2018-01-03,Her,2013,https://boxd.it/4O24\n',
  'deleted/diary.csv':
    'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2018-01-02,Heat,1995,x,4.5,,,2018-01-01\n',
  'profile.csv': 'Date Joined,Username\n2017-01-01,me\n',
};

test('the whole ZIP: each watching once, the rating that counts, likes and watchlist', async () => {
  const { preview, events } = await importFile('letterboxd-me.zip', await zipOf(files), {
    titles: [her, heat],
  });
  expect(preview.rejected).toEqual([{ line: 3, reason: 'ratings.csv: “0” is not a rating from 0.5 to 5.' }]);
  expect(preview.ignored).toEqual([{ reason: 'Watched films that are in the diary too', rows: 1 }]);
  expect(
    events.map((event) => [dayOf(event), event.kind, event.item ?? event.title?.name, event.stars]),
  ).toEqual([
    ['2017-12-01', 'completion', 'Gone', undefined],
    ['2017-12-01', 'rating', 'Gone', 2],
    ['2017-12-15', 'completion', heat.id, undefined],
    ['2018-01-01', 'completion', her.id, undefined],
    ['2018-01-02', 'rating', her.id, 5],
    ['2018-01-03', 'like', her.id, undefined],
    ['2019-01-02', 'watchlist', 'Dune', undefined],
  ]);
  expect(JSON.stringify(events)).not.toContain('cried');
});

test('its files alone; the name tells watchlist and watched apart', async () => {
  for (const [name, kind] of [
    ['watched.csv', 'completion'],
    ['watchlist.csv', 'watchlist'],
    ['films.csv', 'like'],
  ] as const) {
    const { events } = await importFile(name, files['watchlist.csv']);
    expect(events.map((event) => event.kind)).toEqual([kind]);
  }
});
