import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readTmdb } from './read-tmdb.ts';

const daily = [
  { adult: false, id: 3924, original_title: 'Blondie', popularity: 2.4, video: false },
  { adult: true, id: 6124, original_title: 'Der Mann ohne Namen', popularity: 1, video: false },
  { adult: false, id: 8773, original_title: "L'amour à vingt ans", popularity: 1, video: true },
].map((record) => JSON.stringify(record));

const details = {
  id: 603,
  title: 'The Matrix',
  original_title: 'The Matrix',
  adult: false,
  video: false,
  release_date: '1999-03-31',
  genres: [
    { id: 28, name: 'Action' },
    { id: 878, name: 'Science Fiction' },
  ],
  runtime: 136,
  production_countries: [{ iso_3166_1: 'US', name: 'United States of America' }],
  original_language: 'en',
  spoken_languages: [{ iso_639_1: 'en' }],
  overview: 'A hacker learns what is real.',
  vote_average: 8.2,
  vote_count: 100,
  credits: {
    cast: [
      { name: 'Carrie-Anne Moss', order: 2 },
      { name: 'Keanu Reeves', order: 0 },
    ],
    crew: [
      { name: 'Lana Wachowski', job: 'Director' },
      { name: 'Joel Silver', job: 'Producer' },
    ],
  },
  external_ids: { imdb_id: 'tt0133093', wikidata_id: 'Q83495', tvdb_id: null },
  'watch/providers': {
    results: {
      DE: {
        link: 'https://www.themoviedb.org/movie/603/watch?locale=DE',
        flatrate: [{ provider_name: 'Netflix' }],
        rent: [{ provider_name: 'Apple TV' }],
      },
    },
  },
};

test('the daily export, packed, without what is marked as adult or video', async () => {
  const folder = await temporaryFolder({
    'movie_ids_05_15_2024.json.gz': gzipSync(`${daily.join('\n')}\n{"id":"x"}\n{oops\n`),
  });
  const path = join(folder, 'movie_ids_05_15_2024.json.gz');
  const { parts, skipped, refusals } = await collect(readTmdb(path));
  expect(parts).toEqual([
    expect.objectContaining({
      name: 'Blondie',
      externalIds: { tmdb: '3924' },
      sourceUpdatedAt: Date.UTC(2024, 4, 15),
    }),
  ]);
  expect(skipped).toEqual(['adult', 'video']);
  expect(refusals.map(({ line }) => line)).toEqual([4, 5]);
  const all = await collect(readTmdb(path, { includeAdult: true, includeVideo: true }));
  expect(all.parts).toHaveLength(3);
});

test('details as a folder of files, pretty or not', async () => {
  const series = {
    id: 1396,
    name: 'Dark',
    first_air_date: '2017-12-01',
    number_of_seasons: 3,
    created_by: [{ name: 'Baran bo Odar' }],
    episode_run_time: [60],
  };
  const folder = await temporaryFolder({
    '603.json': JSON.stringify(details, undefined, 2),
    '1396.json': JSON.stringify(series),
    'bad.json': '[1]',
  });
  const { parts, refusals } = await collect(readTmdb(folder));
  const movie = parts.find((part) => part.type === 'Movie');
  expect(movie).toMatchObject({
    key: 'movie:603',
    name: 'The Matrix',
    alternateNames: [],
    year: 1999,
    runtime: 136,
    genres: ['Action', 'Science Fiction'],
    directors: ['Lana Wachowski'],
    cast: ['Keanu Reeves', 'Carrie-Anne Moss'],
    countries: ['US'],
    languages: ['en'],
    externalIds: { tmdb: '603', imdb: 'tt0133093', wikidata: 'Q83495' },
    publicRatings: { count: 100 },
    platforms: [
      { platform: 'netflix', country: 'DE', link: 'https://www.themoviedb.org/movie/603/watch?locale=DE' },
    ],
  });
  expect(movie?.publicRatings?.mean).toBeCloseTo(0.82);
  expect(parts.find((part) => part.type === 'TVSeries')).toMatchObject({
    name: 'Dark',
    seasons: 3,
    directors: ['Baran bo Odar'],
    runtime: 60,
    year: 2017,
  });
  expect(refusals).toEqual([expect.objectContaining({ file: 'bad.json', line: 1 })]);
});
