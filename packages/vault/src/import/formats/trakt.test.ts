import { expect, test } from 'vitest';
import { film, importFile, now, series, zipOf } from '../import-for-tests.ts';

const up = { title: 'Up', year: 2009, ids: { trakt: 1, imdb: 'tt1049413', tmdb: 14160 } };
const boys = { title: 'The Boys', year: 2019, ids: { trakt: 2, tmdb: 76479, tvdb: 355567 } };
const titles = [film('Oben', 2009, { externalIds: { imdb: 'tt1049413' } }), series('The Boys', 2019)];
const history = [
  { id: 1, watched_at: '2024-03-01T20:00:00.000Z', action: 'watch', type: 'movie', movie: up },
  {
    id: 2,
    watched_at: '2019-07-25T08:02:00.000Z',
    action: 'watch',
    type: 'episode',
    episode: { season: 1, number: 2 },
    show: boys,
  },
  { id: 3, watched_at: 'soon', action: 'watch', type: 'movie', movie: up },
];
const ratings = [
  { rated_at: '2024-03-02T00:00:00Z', rating: 7, type: 'movie', movie: up },
  { rated_at: '2024-03-02T00:00:00Z', rating: 9, type: 'season', season: { number: 2 }, show: boys },
];
const watchlist = [{ rank: 1, listed_at: '2024-01-01T00:00:00.000Z', type: 'show', show: boys }];
const watched = [
  { plays: 3, last_watched_at: '2024-03-01T20:00:00.000Z', movie: up },
  {
    plays: 2,
    last_watched_at: '2019-07-25T08:02:00.000Z',
    show: boys,
    seasons: [
      { number: 1, episodes: [{ number: 2, plays: 2, last_watched_at: '2019-07-25T08:02:00.000Z' }] },
    ],
  },
];
const facts = (events: Awaited<ReturnType<typeof importFile>>['events']) =>
  events.map(({ kind, item, title, stars, times }) => [
    kind,
    item,
    title?.season,
    title?.episode,
    stars ?? times,
  ]);

test('history, with entries that cannot be read by number', async () => {
  const { preview, events } = await importFile('history.json', JSON.stringify(history), { titles });
  expect(facts(events)).toEqual([
    ['completion', titles[1]?.id, '1', '2', undefined],
    ['completion', titles[0]?.id, undefined, undefined, undefined],
  ]);
  expect(preview.rejected).toEqual([{ line: 3, reason: '“soon” is not a date.' }]);
});

test('ratings, watchlist, watched', async () => {
  expect(facts((await importFile('a.json', JSON.stringify(ratings), { titles })).events)).toEqual([
    ['rating', titles[0]?.id, undefined, undefined, 3.5],
    ['rating', titles[1]?.id, '2', undefined, 4.5],
  ]);
  expect(facts((await importFile('b.json', JSON.stringify(watchlist), { titles })).events)).toEqual([
    ['watchlist', titles[1]?.id, undefined, undefined, undefined],
  ]);
  expect(facts((await importFile('c.json', JSON.stringify(watched), { titles })).events)).toEqual([
    ['completion', titles[1]?.id, '1', '2', 2],
    ['completion', titles[0]?.id, undefined, undefined, 3],
  ]);
});

test('the ZIP of the data export: sums are left out where the history is there, favourites are liked', async () => {
  const zip = await zipOf({
    'watched-history-1.json': JSON.stringify(history),
    'watched-movies.json': JSON.stringify(watched.slice(0, 1)),
    'ratings-movies.json': JSON.stringify(ratings.slice(0, 1)),
    'lists-watchlist.json': JSON.stringify(watchlist),
    'lists-favorites.json': JSON.stringify([{ listed_at: '2024-01-01T00:00:00Z', type: 'movie', movie: up }]),
    'user-profile.json': '{"username":"me"}',
    'ratings-shows.json': '[]',
  });
  const { preview, events } = await importFile('trakt.zip', zip, { titles });
  expect(events.map(({ kind }) => kind).sort()).toEqual([
    'completion',
    'completion',
    'like',
    'rating',
    'watchlist',
  ]);
  expect(preview.ignored).toEqual([{ reason: 'Sums of what is in the history too', rows: 1 }]);
});

test('entries without a date are kept, and known again on another day', async () => {
  const json = JSON.stringify([{ type: 'movie', movie: up }]);
  const { events } = await importFile('list.json', json, { titles });
  expect(events).toMatchObject([{ kind: 'watchlist', at: now }]);
  expect((await importFile('list.json', json, { titles, known: events })).preview.known).toBe(1);
});
