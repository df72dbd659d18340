import { describe, expect, test } from 'vitest';
import { dayOf, film, importFile, now, series } from '../import-for-tests.ts';

const up = film('Up', 2009, { externalIds: { imdb: 'tt1049413' }, runtime: 96 });
const dark = series('Dark', 2017, { runtime: 50 });
const titles = [up, dark];
const facts = (events: Awaited<ReturnType<typeof importFile>>['events']) =>
  events.map((event) => [
    dayOf(event),
    event.kind,
    event.item ?? event.title?.name,
    event.title?.episode,
    event.stars ?? event.progress,
  ]);

describe('Jellyfin', () => {
  test('items with user data', async () => {
    const json = JSON.stringify({
      Items: [
        {
          Name: 'Oben',
          Type: 'Movie',
          ProductionYear: 2009,
          ProviderIds: { Imdb: 'tt1049413' },
          UserData: {
            Played: true,
            PlayCount: 2,
            IsFavorite: true,
            LastPlayedDate: '2023-05-01T20:00:00.0000000Z',
            Rating: 9,
          },
        },
        {
          Name: 'Secrets',
          Type: 'Episode',
          SeriesName: 'Dark',
          ParentIndexNumber: 1,
          IndexNumber: 1,
          RunTimeTicks: 1000,
          UserData: { Played: false, PlaybackPositionTicks: 250, LastPlayedDate: '2023-05-02T20:00:00Z' },
        },
        { Name: 'Dark', Type: 'Series', UserData: { Played: true } },
        { Name: 'Untouched', Type: 'Movie', UserData: { Played: false } },
        { Name: 'A song', Type: 'Audio', UserData: { Played: true } },
        { Name: '', Type: 'Movie', UserData: { Played: true } },
      ],
      TotalRecordCount: 6,
    });
    const { preview, events } = await importFile('items.json', json, { titles });
    expect(facts(events)).toEqual([
      ['2023-05-01', 'completion', up.id, undefined, 1],
      ['2023-05-01', 'like', up.id, undefined, undefined],
      ['2023-05-01', 'rating', up.id, undefined, 4.5],
      ['2023-05-02', 'completion', dark.id, '1', 0.25],
      [dayOf({ at: now, id: 'x', kind: 'seen', source: 'x' }), 'seen', dark.id, undefined, undefined],
    ]);
    expect(preview.ignored).toEqual([
      { reason: 'Not watched, rated or liked', rows: 1 },
      { reason: 'Music, photos and folders', rows: 1 },
    ]);
    expect(preview.rejected).toEqual([{ line: 6, reason: 'The entry has no title.' }]);
  });

  const report = [
    '2023-05-01 20:00:00',
    'a'.repeat(32),
    'b'.repeat(32),
    'Movie',
    'Up',
    'DirectPlay',
    'Web',
    'Chrome',
    '2880',
  ];
  test("Playback Reporting's backup", async () => {
    const episode = report.with(3, 'Episode').with(4, 'Dark - s01e02 - Lies').with(8, '3000');
    const tsv = [report, episode, report.with(8, '12')].map((cells) => cells.join('\t')).join('\n');
    const { preview, events } = await importFile('backup.tsv', tsv, { titles });
    expect(facts(events)).toEqual([
      ['2023-05-01', 'completion', up.id, undefined, 0.56],
      ['2023-05-01', 'completion', dark.id, '2', 1],
    ]);
    expect(preview.ignored).toEqual([{ reason: 'Watched for less than a minute', rows: 1 }]);
  });
  test("Playback Reporting's query, with the person asked for", async () => {
    const row = (user: string) => ['2023-05-01 20:00:00.123', user, 'Movie', 'Up', '6000'];
    const json = JSON.stringify({
      colums: ['DateCreated', 'UserName', 'ItemType', 'ItemName', 'PlayDuration'],
      results: [row('ada'), row('ben'), row('ada')],
    });
    const { preview } = await importFile('q.json', json, { titles });
    expect(preview.question).toMatchObject({
      profiles: [
        { name: 'ada', rows: 2 },
        { name: 'ben', rows: 1 },
      ],
    });
    const { events } = await importFile('q.json', json, { titles, answers: { profile: 'ben' } });
    expect(facts(events)).toEqual([['2023-05-01', 'completion', up.id, undefined, 1]]);
  });
});

describe('Plex', () => {
  test('its history', async () => {
    const json = JSON.stringify({
      MediaContainer: {
        size: 3,
        Metadata: [
          { type: 'movie', title: 'Up', ratingKey: '1', viewedAt: 1682971200, accountID: 1 },
          {
            type: 'episode',
            title: 'Secrets',
            grandparentTitle: 'Dark',
            parentIndex: 1,
            index: 1,
            ratingKey: '2',
            viewedAt: 1683057600,
            accountID: 1,
          },
          { type: 'track', title: 'Song', ratingKey: '3', viewedAt: 1683057600, accountID: 1 },
        ],
      },
    });
    const { events } = await importFile('history.json', json, { titles });
    expect(facts(events)).toEqual([
      ['2023-05-01', 'completion', up.id, undefined, 1],
      ['2023-05-02', 'completion', dark.id, '1', 1],
    ]);
  });
  test('a library, with ids, marks and what was begun', async () => {
    const json = JSON.stringify({
      MediaContainer: {
        Metadata: [
          {
            type: 'movie',
            title: 'Oben',
            year: 2009,
            ratingKey: '1',
            viewCount: 1,
            lastViewedAt: 1682971200,
            userRating: 8,
            Guid: [{ id: 'imdb://tt1049413' }],
          },
          {
            type: 'movie',
            title: 'Dune',
            year: 2021,
            ratingKey: '2',
            addedAt: 1,
            viewOffset: 50,
            duration: 200,
            lastViewedAt: 1683057600,
          },
          { type: 'movie', title: 'Unseen', year: 2021, ratingKey: '3', addedAt: 1 },
        ],
      },
    });
    const { preview, events } = await importFile('all.json', json, { titles });
    expect(facts(events)).toEqual([
      ['2023-05-01', 'completion', up.id, undefined, 1],
      ['2023-05-01', 'rating', up.id, undefined, 4],
      ['2023-05-02', 'completion', 'Dune', undefined, 0.25],
    ]);
    expect(preview.ignored).toEqual([{ reason: 'Not watched, rated or liked', rows: 1 }]);
  });
  test("Tautulli's history, with the person asked for", async () => {
    const row = (user: string, more: object) => ({
      friendly_name: user,
      media_type: 'movie',
      title: 'Up',
      full_title: 'Up',
      year: 2009,
      date: 1682971200,
      stopped: 1682975200,
      percent_complete: 92,
      ...more,
    });
    const episode = {
      media_type: 'episode',
      title: 'Secrets',
      full_title: 'Dark - Secrets',
      grandparent_title: 'Dark',
      parent_media_index: 1,
      media_index: 1,
      percent_complete: 50,
    };
    const json = JSON.stringify({
      response: {
        result: 'success',
        data: { recordsTotal: 3, data: [row('ada', {}), row('ada', episode), row('ben', {})] },
      },
    });
    expect((await importFile('t.json', json, { titles })).preview.question?.kind).toBe('profile');
    const { events } = await importFile('t.json', json, { titles, answers: { profile: 'ada' } });
    expect(facts(events)).toEqual([
      ['2023-05-01', 'completion', up.id, undefined, 0.92],
      ['2023-05-01', 'completion', dark.id, '1', 0.5],
    ]);
  });
});
