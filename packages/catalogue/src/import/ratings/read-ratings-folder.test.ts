import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { sharedData } from '../testing/shared-data.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readMovieLens, readMovieTweetings } from './read-ratings-folder.ts';

test('a MovieLens folder with its links and ratings', async () => {
  const folder = await temporaryFolder({
    'movies.csv':
      'movieId,title,genres\n1,"Usual Suspects, The (1995)",Crime|Sci-Fi\n2,No Year,(no genres listed)\nx,Bad (1999),Drama\n',
    'links.csv': 'movieId,imdbId,tmdbId\n1,0114814,629\n2,14852808,\n',
    'ratings.csv': 'userId,movieId,rating,timestamp\n1,1,5.0,9\n2,1,0.5,9\n3,1,7,9\nnonsense\n',
  });
  const { parts, refusals } = await collect(readMovieLens(folder));
  expect(parts).toHaveLength(2);
  expect(parts[0]).toMatchObject({
    key: '1',
    name: 'The Usual Suspects',
    year: 1995,
    genres: ['Crime', 'Science Fiction'],
    externalIds: { imdb: 'tt0114814', tmdb: '629' },
    publicRatings: { count: 2, mean: 0.5 },
  });
  expect(parts[1]).toMatchObject({ name: 'No Year', genres: [], externalIds: { imdb: 'tt14852808' } });
  expect(parts[1]).not.toHaveProperty('publicRatings');
  expect(refusals.map(({ file, line }) => [file, line])).toEqual([
    ['ratings.csv', 4],
    ['ratings.csv', 5],
    ['movies.csv', 4],
  ]);
});

test('a MovieTweetings folder, whose ids are those of IMDb', async () => {
  const folder = await temporaryFolder({
    'movies.dat': '0110912::Pulp Fiction (1994)::Crime|Thriller\nbroken line\n',
    'ratings.dat': '1::0110912::10::1\n2::0110912::5::1\n',
  });
  const { parts, refusals } = await collect(readMovieTweetings(folder));
  expect(parts).toHaveLength(1);
  expect(parts[0]).toMatchObject({
    externalIds: { imdb: 'tt0110912' },
    publicRatings: { count: 2, mean: 0.75 },
  });
  expect(refusals).toEqual([
    { file: 'movies.dat', line: 2, reason: 'It is not a film id, a title and genres.' },
  ]);
});

test('a folder of anything else is refused', async () => {
  const error: unknown = await collect(readMovieLens(await temporaryFolder({ 'a.txt': 'a' }))).catch(
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ code: 'catalogue/wrong-folder' });
});

const movieLens = sharedData('ml-latest-small');
const movieTweetings = sharedData('movietweetings-100k');

test.skipIf(!movieLens)('all of the real MovieLens folder goes in', async () => {
  const { parts, refusals } = await collect(readMovieLens(movieLens ?? ''));
  expect([parts.length, refusals.length]).toEqual([9742, 0]);
  expect(parts.reduce((sum, part) => sum + (part.publicRatings?.count ?? 0), 0)).toBe(100_836);
  expect(parts.filter((part) => /, (?:The|An?)$|\(\d{4}\)/.test(part.name)).map((part) => part.name)).toEqual(
    [],
  );
  expect(parts.filter((part) => part.externalIds.imdb === undefined)).toEqual([]);
});

test.skipIf(!movieTweetings)('all of the real MovieTweetings folder goes in', async () => {
  const { parts, refusals } = await collect(readMovieTweetings(movieTweetings ?? ''));
  expect([parts.length, refusals.length]).toEqual([10_506, 0]);
  expect(parts.reduce((sum, part) => sum + (part.publicRatings?.count ?? 0), 0)).toBe(100_000);
});
