import { readdir } from 'node:fs/promises';
import { ParlourError } from '@parlour/wire';
import { unreadable } from '../files/read-lines.ts';
import type { OnBytes, Part, Reading } from '../part.ts';
import { genresFrom } from '../words/genre-words.ts';
import { splitList } from '../words/split-list.ts';
import { withoutUndefined } from '../words/without-undefined.ts';
import { ratingFile, ratingRows } from './rating-rows.ts';
import { readTitle } from './read-title.ts';
import { Tally } from './tally.ts';

/** How the folders of one set of ratings are written. */
interface Layout {
  readonly source: string;
  readonly lowest: number;
  readonly highest: number;
  /** Ids of other catalogues that the set's own id of a film gives. */
  readonly idsOf: (film: string, links: ReadonlyMap<string, Part['externalIds']>) => Part['externalIds'];
}

const movieLens: Layout = {
  source: 'movielens',
  lowest: 0.5,
  highest: 5,
  idsOf: (film, links) => links.get(film) ?? {},
};

const movieTweetings: Layout = {
  source: 'movietweetings',
  lowest: 0,
  highest: 10,
  idsOf: (film) => imdb(film),
};

/** Reads a MovieLens folder: movies, links and ratings, as `.csv`, or as `.dat`, `u.item` and `u.data` in the older sets. */
export function readMovieLens(folder: string, onBytes?: OnBytes): AsyncGenerator<Reading> {
  return readFolder(folder, movieLens, onBytes);
}

/** Reads a MovieTweetings folder: movies and ratings, whose film ids are those of IMDb. */
export function readMovieTweetings(folder: string, onBytes?: OnBytes): AsyncGenerator<Reading> {
  return readFolder(folder, movieTweetings, onBytes);
}

async function* readFolder(folder: string, layout: Layout, onBytes?: OnBytes): AsyncGenerator<Reading> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const movies = ratingFile(names, 'movies');
  if (!movies) throw notAFolder(folder);
  const links = new Map<string, Part['externalIds']>();
  const linksFile = ratingFile(names, 'links');
  if (linksFile) {
    for await (const { cells } of ratingRows(folder, linksFile))
      links.set(cells[0] ?? '', withoutUndefined({ ...imdb(cells[1]), ...tmdb(cells[2]) }));
  }
  const tally = new Tally(layout.lowest, layout.highest);
  const ratings = ratingFile(names, 'ratings');
  if (ratings) yield* readRatings(folder, ratings, tally, onBytes);
  for await (const { cells, line } of ratingRows(folder, movies)) {
    const [film = '', title = '', genres = ''] = cells;
    if (cells.length !== 3 || !/^\d+$/.test(film) || title.trim() === '') {
      yield refused(movies, line, 'It is not a film id, a title and genres.');
      continue;
    }
    const { name, alternateNames, year, isSeries } = readTitle(title);
    const part: Part = withoutUndefined({
      key: film,
      type: isSeries ? 'TVSeries' : 'Movie',
      name,
      alternateNames: [...alternateNames],
      year,
      genres: genresFrom(splitList(genres, '|')),
      directors: [],
      cast: [],
      countries: [],
      languages: [],
      platforms: [],
      externalIds: layout.idsOf(film, links),
      source: layout.source,
      publicRatings: tally.of(film),
      ratedOn: tally.daysOf(film),
    });
    yield { kind: 'part', line, part };
  }
}

async function* readRatings(
  folder: string,
  file: string,
  tally: Tally,
  onBytes?: OnBytes,
): AsyncGenerator<Reading> {
  for await (const { cells, line } of ratingRows(folder, file, onBytes)) {
    const [, film = '', rating = '', seconds = ''] = cells;
    const isRating =
      film !== '' && rating !== '' && tally.add(film, Number(rating), Number(seconds || 'none'));
    if (!isRating) yield refused(file, line, `"${rating}" is no rating of this scale.`);
  }
}

function imdb(digits = ''): Part['externalIds'] {
  const id = `tt${digits.padStart(7, '0')}`;
  return /^\d+$/.test(digits) && /^tt\d{7,9}$/.test(id) ? { imdb: id } : {};
}

function tmdb(digits = ''): Part['externalIds'] {
  return /^\d+$/.test(digits) ? { tmdb: digits } : {};
}

function refused(file: string, line: number, reason: string): Reading {
  return { kind: 'refused', refusal: { file, line, reason } };
}

function notAFolder(folder: string): ParlourError {
  return new ParlourError('catalogue/wrong-folder', {
    message: `${folder} holds no movies.csv, movies.dat or u.item.`,
    meaning: 'It is not a folder of ratings in this format; nothing was imported.',
    mend: 'Unpack the set and name the folder that its files are in.',
  });
}
