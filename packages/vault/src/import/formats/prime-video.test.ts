import { expect, test } from 'vitest';
import { dayOf, film, importFile, series, zipOf } from '../import-for-tests.ts';

const fleabag = series('Fleabag', 2019);
const air = film('Air', 2023);
const titles = [fleabag, air];
const facts = (events: Awaited<ReturnType<typeof importFile>>['events']) =>
  events.map((event) => [dayOf(event), event.kind, event.item, event.title?.season, event.title?.episode]);
const expected = [
  ['2024-04-22', 'completion', fleabag.id, '2', 'Episode 1'],
  ['2024-04-23', 'completion', air.id, undefined, undefined],
];

test('a browser exporter with ids', async () => {
  const csv = [
    'Date Watched,Type,Title,Episode Title,Global Title Identifier,Episode Global Title Identifier,Path,Episode Path,Image URL',
    '2024-04-23 20:15:00.000,Movie,Air,,amzn1.dv.gti.1,,/detail/1,,https://x/1.jpg',
    '2024-04-22 20:15:00.000,Series,Fleabag - Season 2,Episode 1,amzn1.dv.gti.2,amzn1.dv.gti.3,/detail/2,/detail/3,https://x/2.jpg',
  ].join('\n');
  expect(facts((await importFile('watch-history-export.csv', csv, { titles })).events)).toEqual(expected);
});

test('an exporter in another language, whose header says nothing to us', async () => {
  const csv = [
    'Datum angesehen,Typ,Titel,Folge',
    '23. April 2024,Film,Air,',
    '22. April 2024,Serie,Fleabag – Staffel 2,Episode 1',
    '22. April 2024,Serie,Fleabag – Staffel 2,Episode 2',
  ].join('\n');
  expect(
    facts(
      (await importFile('export.csv', csv, { titles })).events.filter(
        (event) => event.title?.episode !== 'Episode 2',
      ),
    ),
  ).toEqual(expected);
});

test("Amazon's data request, American dates with a time", async () => {
  const csv = [
    'Playback Hour,Marketplace,Operating System,City,Country,Title',
    '04/02/2024 20:00:00,Amazon.de,Fire OS,Berlin,Germany,Air',
    '04/01/2024 20:00:00,Amazon.de,Fire OS,Berlin,Germany,Fleabag - Season 2: Episode 1',
  ].join('\n');
  const zip = await zipOf({
    'Digital.PrimeVideo.Viewinghistory/Digital.PrimeVideo.Viewinghistory.csv': csv,
    'Other/Payment.csv': 'a,b\n1,2\n',
  });
  const { events } = await importFile('request.zip', zip, { titles });
  expect(facts(events)).toEqual([
    ['2024-04-01', 'completion', fleabag.id, '2', 'Episode 1'],
    ['2024-04-02', 'completion', air.id, undefined, undefined],
  ]);
  expect(JSON.stringify(events)).not.toContain('Berlin');
});

test('its watchlist, without what was taken off', async () => {
  const csv = [
    'listId,itemAddedDate,itemType,deleted,catalogTitle',
    'W,01/02/2024 10:00,MOVIE,0,Air',
    'W,01/03/2024 10:00,MOVIE,1,Fleabag',
  ].join('\n');
  const { preview, events } = await importFile('Digital.PrimeVideo.WatchlistHistory.csv', csv, { titles });
  expect(facts(events)).toEqual([['2024-01-02', 'watchlist', air.id, undefined, undefined]]);
  expect(preview.ignored).toEqual([{ reason: 'Titles taken off the list again', rows: 1 }]);
});

test('series, season and episode in columns of their own', async () => {
  const csv = [
    'Date,Type,Series,Season,Episode,Title',
    '2024-04-23,movie,,,,Air',
    '2024-04-22,episode,Fleabag,2,Episode 1,Fleabag',
  ].join('\n');
  expect(facts((await importFile('prime.csv', csv, { titles })).events)).toEqual(expected);
});
