import { expect, test } from 'vitest';
import { dayOf, film, importFile, series, zipOf } from '../import-for-tests.ts';

const v2 = [
  'key,series_name,s_id,ep_id,season_number,episode_number,s_no,ep_no,created_at,rewatch_count,is_special,runtime,is_followed,is_archived,is_for_later,followed_at,ep_watch_count',
  'watch-episode-1,Game of Thrones,121361,3254641,1,1,1,1,2020-01-02 03:04:05,2,false,3720,,,,,',
  'watch-episode-2,Battlestar Galactica (2003),73545,1,1,2,1,2,2020-01-03 03:04:05,0,false,3720,,,,,',
  'user-series-1,Game of Thrones,121361,,,,,,,,,,true,false,false,1577934245000000,73',
  'user-series-2,Severance,371980,,,,,,,,,,true,false,true,1577934245000000,0',
].join('\n');
const v1 = [
  'entity_type,type,movie_name,release_date,runtime,country,watch_date,created_at',
  'movie,watch,Up,2009-05-29,5760,us,1577934245,2020-01-02 03:04:05',
  'movie,towatch,Dune,2021-10-22,9300,us,,2021-11-01 10:00:00',
  'movie,follow,Up,2009-05-29,5760,us,,2020-01-02 03:04:05',
  'movie,watch,Lost Date,0001-01-01,5760,us,nonsense,0001-01-01 00:00:00',
].join('\n');
const titles = [
  series('Game of Thrones', 2011, { externalIds: { thetvdb: '121361' } }),
  series('Battlestar Galactica', 2003),
  series('Battlestar Galactica', 1978),
  film('Up', 2009),
  film('Dune', 2021),
  film('Dune', 1984),
];

test('the ZIP: episodes, films, lists', async () => {
  const zip = await zipOf({
    'gdpr-data/tracking-prod-records-v2.csv': v2,
    'gdpr-data/tracking-prod-records.csv': v1,
    'gdpr-data/access_token.csv': 'token\nsecret\n',
  });
  const { preview, events } = await importFile('gdpr-data.zip', zip, { titles });
  expect(
    events.map((event) => [
      dayOf(event),
      event.kind,
      event.item ?? event.title?.name,
      event.title?.episode,
      event.times,
    ]),
  ).toEqual([
    ['2020-01-02', 'completion', titles[0]?.id, '1', 3],
    ['2020-01-02', 'watchlist', 'Severance', undefined, undefined],
    ['2020-01-02', 'completion', 'movie:Up:2009', undefined, undefined],
    ['2020-01-03', 'completion', titles[1]?.id, '2', undefined],
    ['2021-11-01', 'watchlist', 'movie:Dune:2021', undefined, undefined],
  ]);
  expect(preview.ignored).toEqual([{ reason: 'Followed shows and counters', rows: 2 }]);
  expect(preview.rejected.map(({ line }) => line)).toEqual([5]);
});

test('each of its tables alone', async () => {
  expect((await importFile('tracking-prod-records.csv', v1, { titles })).events).toHaveLength(2);
  expect((await importFile('tracking-prod-records-v2.csv', v2, { titles })).events).toHaveLength(3);
});
