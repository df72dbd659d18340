import { describe, expect, test } from 'vitest';
import { dayOf, film, importFile, series, zipOf } from '../import-for-tests.ts';

const dark = series('Dark', 2017, { runtime: 50 });
const okja = film('Okja', 2017, { runtime: 120 });
const titles = [dark, okja];

describe('the short export', () => {
  test.each([
    ['Japanese', 'タイトル,日付', '2021/3/29', '2021/3/28'],
    ['German', 'Titel,Datum', '29.03.21', '28.03.21'],
    ['US', 'Title,Date', '3/29/21', '3/28/21'],
    ['Korean', '제목,날짜', '2021. 3. 29.', '2021. 3. 28.'],
    ['Brazilian', 'Título,Data', '29/03/2021', '28/03/2021'],
    ['Polish', 'Tytuł,Data', '29.03.2021', '28.03.2021'],
    ['Thai', 'เรื่อง,วันที่', '29/3/21', '28/3/21'],
    ['Hebrew', 'כותר,תאריך', '29.3.2021', '28.3.2021'],
    ['without a header', '', '2021-03-29', '2021-03-28'],
  ])('%s', async (_, header, first, second) => {
    const csv = `${header === '' ? '' : `${header}\n`}"Dark: 1: Alpha","${first}"\n"Okja","${second}"\n`;
    const { preview, events } = await importFile('NetflixViewingHistory.csv', csv, { titles });
    expect(preview).toMatchObject({
      formatId: 'netflix',
      rows: 2,
      rejected: [],
      ambiguous: [],
      unmatched: [],
    });
    expect(events.map((event) => [event.item, dayOf(event), event.kind, event.progress])).toEqual([
      [okja.id, '2021-03-28', 'completion', 1],
      [dark.id, '2021-03-29', 'completion', 1],
    ]);
    expect(events[1]?.title).toMatchObject({ name: 'Dark', season: '1', episode: 'Alpha' });
  });

  test('semicolons, UTF-16 and a BOM', async () => {
    const csv = '\ufeffTitel;Datum\n"Dark: 1: A, b";29.03.21\nOkja;28.03.21\n';
    const bytes = Uint16Array.from({ length: csv.length }, (_, i) => csv.charCodeAt(i));
    const { preview } = await importFile('n.csv', bytes, { titles });
    expect(preview.matched.map(({ item }) => item).sort()).toEqual([okja.id, dark.id].sort());
  });

  test('asks for the order of the dates where the column cannot decide, and takes the answer', async () => {
    const csv = 'Title,Date\nDark: 1: A,05/04/21\nDark: 1: B,04/04/21\n';
    const asked = await importFile('n.csv', csv, { titles });
    expect(asked.preview).toMatchObject({
      question: { kind: 'date-order', orders: ['dmy', 'mdy'] },
      matched: [],
      rows: 0,
      known: 0,
    });
    const german = await importFile('n.csv', csv, { titles, answers: { dateOrder: 'dmy' } });
    expect(german.events.map(dayOf)).toEqual(['2021-04-04', '2021-04-05']);
    const american = await importFile('n.csv', csv, { titles, answers: { dateOrder: 'mdy' } });
    expect(american.events.map(dayOf)).toEqual(['2021-04-04', '2021-05-04']);
  });

  test('bad rows are reported by line and the others go in', async () => {
    const csv =
      'Title,Date\nOkja,29/03/2021\n,28/03/2021\nOkja,yesterday\nOkja\nOkja,a,b\n"Okja",27/03/2021\n';
    const { preview, events } = await importFile('n.csv', csv, { titles });
    expect(preview.rejected).toEqual([
      { line: 3, reason: 'The row has no title.' },
      { line: 4, reason: '“yesterday” is not a date.' },
      { line: 5, reason: 'The row has 1 cells, not a title and a date.' },
      { line: 6, reason: 'The row has 3 cells, not a title and a date.' },
    ]);
    expect(events).toHaveLength(2);
  });

  test('the same title twice on one day is two watchings, also when imported again', async () => {
    const csv = 'Title,Date\nOkja,29/03/2021\nOkja,29/03/2021\n';
    const { events } = await importFile('n.csv', csv, { titles });
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
    const newer = `Title,Date\nDark: 1: A,30/03/2021\nOkja,29/03/2021\nOkja,29/03/2021\n`;
    const again = await importFile('n.csv', newer, { titles, known: events });
    expect(again.preview).toMatchObject({ rows: 3, known: 2 });
    expect(again.events).toHaveLength(1);
  });
});

const activity = [
  'Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country',
  'Ada,2021-05-15 20:00:00,01:10:00,,Okja,,TV,01:50:00,01:50:00,DE (Germany)',
  'Ada,2021-05-14 20:00:00,00:40:00,,Okja,,TV,00:40:00,Not latest view,DE (Germany)',
  'Ada,2021-05-13 20:00:00,00:25:00,,"Dark: Staffel 1: Geheimnisse",,TV,00:25:00,00:25:00,DE (Germany)',
  'Ada,2021-05-12 20:00:00,00:00:20,,"Dark: Staffel 1: Lügen",,TV,00:00:20,00:00:20,DE (Germany)',
  'Ada,2021-05-12 19:00:00,00:00:27,,Season 1 Trailer: Some Show,TRAILER,TV,00:00:27,00:00:27,DE (Germany)',
  'Ben,2021-05-12 19:00:00,00:30:00,,Something Else,,TV,00:30:00,00:30:00,DE (Germany)',
  '',
].join('\n');
const ratings = [
  'Profile Name,Title Name,Rating Type,Star Value,Thumbs Value,Device Model,Event Utc Ts,Region View Date',
  'Ada,Okja,thumb,,2,TV,2021-05-16 10:00:00,',
  'Ada,Dark,thumb,,3,TV,2021-05-16 10:01:00,',
  'Ada,Bad Film,thumb,,1,TV,2021-05-16 10:02:00,',
  'Ada,Old Film,star,3,,TV,2015-05-16 10:02:00,',
  'Ada,Forgotten,thumb,,0,TV,2021-05-16 10:03:00,',
  '',
].join('\n');
const list = 'Profile Name,Title Name,Country,Utc Title Add Date\nAda,Dark,Germany,2019-03-23\n';

describe('the full export', () => {
  const zip = () =>
    zipOf({
      'netflix-report/CONTENT_INTERACTION/ViewingActivity.csv': activity,
      'netflix-report/CONTENT_INTERACTION/RATINGS.CSV': ratings,
      'netflix-report/CONTENT_INTERACTION/MyList.csv': list,
      'netflix-report/PAYMENT_AND_BILLING/BillingHistory.csv': 'Card,Number\nsecret,1\n',
      'netflix-report/Cover Sheet.pdf': '%PDF',
    });

  test('asks for the profile', async () => {
    const { preview } = await importFile('netflix-report.zip', await zip(), { titles });
    expect(preview.question).toEqual({
      kind: 'profile',
      profiles: [
        { name: 'Ada', rows: 11 },
        { name: 'Ben', rows: 1 },
      ],
    });
  });

  test('merges sessions, measures progress, drops trailers, reads thumbs, stars and list', async () => {
    const { preview, events } = await importFile('netflix-report.zip', await zip(), {
      titles,
      answers: { profile: 'Ada' },
    });
    expect(preview.formatId).toBe('netflix-full');
    expect(preview.ignored).toEqual([
      { reason: 'Trailers and previews', rows: 1 },
      { reason: 'Watched for less than a minute', rows: 1 },
      { reason: 'Ratings that were taken back', rows: 1 },
    ]);
    const facts = events.map(({ kind, item, stars, progress, title }) => [
      kind,
      item ?? title?.name,
      stars ?? progress,
    ]);
    expect(facts).toEqual([
      ['rating', 'Old Film', 3],
      ['watchlist', dark.id, undefined],
      // 25 of 50 minutes, nine tenths of which are the whole.
      ['completion', dark.id, 0.56],
      // Two evenings, 110 of 120 minutes.
      ['completion', okja.id, 1],
      ['rating', okja.id, 4],
      ['rating', dark.id, 5],
      ['rating', 'Bad Film', 1],
    ]);
  });

  test('seen far and begun anew is seen twice', async () => {
    const row = (start: string, duration: string, bookmark: string) =>
      `Ada,${start},${duration},,Okja,,TV,${bookmark},${bookmark},DE`;
    const csv = [
      activity.split('\n')[0],
      row('2021-05-15 20:00:00', '01:50:00', '01:50:00'),
      row('2021-05-14 20:00:00', '01:50:00', '01:50:00'),
    ];
    const { events } = await importFile('ViewingActivity.csv', csv.join('\n'), { titles });
    expect(events).toHaveLength(2);
  });

  test('each of its tables alone', async () => {
    const one = await importFile('Ratings.csv', ratings, { titles });
    expect(one.events.map(({ stars }) => stars)).toEqual([3, 4, 5, 1]);
    const other = await importFile('MyList.csv', list, { titles });
    expect(other.events.map(({ kind }) => kind)).toEqual(['watchlist']);
  });
});
