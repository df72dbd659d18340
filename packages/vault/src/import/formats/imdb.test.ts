import { expect, test } from 'vitest';
import { dayOf, film, importFile, series } from '../import-for-tests.ts';

const header =
  'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors';

test('ratings, halved; episodes count for their show and not as its id', async () => {
  const titles = [
    film('The Matrix', 1999),
    series('Breaking Bad', 2008, { externalIds: { imdb: 'tt0903747' } }),
  ];
  const csv = [
    header,
    'tt0133093,9,2024-03-15,The Matrix,The Matrix,u,Movie,8.7,136,1999,Action,1,1999-03-31,x',
    'tt2301451,10,2024-03-16,Breaking Bad: Ozymandias,Ozymandias,u,TV Episode,10,47,2013,Crime,1,2013-09-15,x',
    'tt0903747,10,2023-04-02,Whatever it is called here,Breaking Bad,u,TV Series,9.5,49,2008,Crime,1,2008-01-20,',
    'tt1,11,2023-04-02,Too Much,x,u,Movie,9.5,49,2008,Crime,1,2008-01-20,',
  ].join('\n');
  const { preview, events } = await importFile('ratings.csv', csv, { titles });
  expect(events.map((event) => [dayOf(event), event.item, event.stars, event.title?.episode])).toEqual([
    ['2023-04-02', titles[1]?.id, 5, undefined],
    ['2024-03-15', titles[0]?.id, 4.5, undefined],
    ['2024-03-16', titles[1]?.id, 5, 'Ozymandias'],
  ]);
  expect(preview.rejected).toEqual([{ line: 5, reason: '“11” is not a rating from 1 to 10.' }]);
});

test('a watchlist', async () => {
  const csv = [
    'Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated',
    '1,tt1160419,2021-09-01,2021-09-01,,Dune: Part One,Dune,u,Movie,8,155,2021,Action,1,2021-09-15,x,,',
    '2,tt0133093,2021-09-01,2021-09-01,,The Matrix,The Matrix,u,Movie,8,136,1999,Action,1,1999-03-31,x,9,2022-01-02',
  ].join('\n');
  const dune = film('Dune', 2021, { externalIds: { imdb: 'tt1160419' } });
  const { events } = await importFile('WATCHLIST.csv', csv, { titles: [dune] });
  expect(events.map((event) => [event.kind, event.item, event.stars])).toEqual([
    ['watchlist', dune.id, undefined],
    ['rating', undefined, 4.5],
  ]);
});
