import type { Part } from '../part.ts';
import { countryCode } from '../words/country-code.ts';
import { foldName } from '../words/fold-name.ts';
import { genresFrom } from '../words/genre-words.ts';
import { splitList } from '../words/split-list.ts';
import { typeClass } from '../words/type-class.ts';
import { withoutUndefined } from '../words/without-undefined.ts';
import { certificate } from './certificate.ts';
import { readDate } from './read-date.ts';

export type CsvRow = Readonly<Record<string, string | undefined>>;

const minutes = /^(\d+) min$/;
const seasons = /^(\d+) Seasons?$/;

/** One row of a platform's list of titles, or one plain sentence that says why it is none. */
export function rowToPart(row: CsvRow, platform: string): Part | string {
  const cell = (name: string) => row[name]?.replace(/\s+/g, ' ').trim() ?? '';
  const type = types.get(cell('type').toLowerCase());
  if (!type) return `Its type "${cell('type')}" is neither "Movie" nor "TV Show".`;
  const name = cell('title');
  if (name === '') return 'It has no title.';
  const year = cell('release_year') === '' ? undefined : Number(cell('release_year'));
  if (year !== undefined && !(Number.isInteger(year) && year >= 1800 && year <= 2200)) {
    return `Its release year "${cell('release_year')}" is no year.`;
  }
  const shifted = cell('duration') === '' && isDuration(cell('rating'));
  const duration = shifted ? cell('rating') : cell('duration');
  if (duration !== '' && !isDuration(duration))
    return `Its duration "${duration}" is neither minutes nor seasons.`;
  const added = readDate(cell('date_added'));
  if (cell('date_added') !== '' && added === undefined) return `Its date "${cell('date_added')}" is no date.`;
  const genres = cell('listed_in') || cell('genre');
  const directors = people(cell('director'));
  const cast = people(cell('cast'));
  return withoutUndefined({
    key: `${typeClass(type)}:${foldName(name)}:${year ?? ''}:${foldName(directors[0] ?? cast[0] ?? '')}`,
    type,
    name,
    alternateNames: [],
    year,
    genres: genresFrom(splitGenres(genres)),
    runtime: numberIn(minutes, duration),
    seasons: numberIn(seasons, duration),
    directors,
    cast,
    countries: splitList(cell('country'), ',').map((word) => countryCode(word) ?? word),
    languages: /\bSpanish-Language\b/.test(genres) ? ['es'] : [],
    certificate: shifted || isDuration(cell('rating')) ? undefined : certificate(cell('rating')),
    synopsis: cell('description') || undefined,
    platforms: [withoutUndefined({ platform, checkedAt: added })],
    externalIds: {},
    source: `${platform}-csv`,
    sourceUpdatedAt: added,
  });
}

const types = new Map([
  ['movie', 'Movie'],
  ['tv show', 'TVSeries'],
]);

function isDuration(cell: string): boolean {
  return minutes.test(cell) || seasons.test(cell);
}

function numberIn(pattern: RegExp, cell: string): number | undefined {
  const digits = pattern.exec(cell)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Names; what holds no letter is a stray number. */
function people(cell: string): string[] {
  return splitList(cell, ',').filter((name) => /\p{L}/u.test(name));
}

/** The genres of a cell, of which one has commas of its own. */
function splitGenres(cell: string): string[] {
  const arts = 'Arts, Entertainment, and Culture';
  return [...(cell.includes(arts) ? [arts] : []), ...splitList(cell.replace(arts, ''), ',')];
}
