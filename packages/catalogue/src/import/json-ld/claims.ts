import { countryCode } from '../words/country-code.ts';
import { genreWords } from '../words/genre-words.ts';
import { languageTag } from '../words/language-tag.ts';
import { typeClass } from '../words/type-class.ts';
import { readDuration } from './duration.ts';
import { type Expanded, hasType, numberOf, valuesOf, wordsOf } from './expanded.ts';
import { externalIdOf } from './external-links.ts';
import { readMoment } from './moment.ts';
import { readOffer } from './offers.ts';
import { readRatings } from './ratings.ts';

/** The columns of an item that properties can speak for. `names` is the name and the alternate names. */
export type Column =
  | 'names'
  | 'year'
  | 'genres'
  | 'runtime'
  | 'seasons'
  | 'directors'
  | 'cast'
  | 'countries'
  | 'languages'
  | 'certificate'
  | 'synopsis'
  | 'platforms'
  | 'externalIds'
  | 'source'
  | 'sourceUpdatedAt'
  | 'publicRatings';

type Read = (value: Expanded) => unknown;

const year: Read = (value) => {
  const digits = /^(\d{4})(?:$|-)/.exec(wordsOf(value)?.trim() ?? '')?.[1];
  const number = Number(digits);
  return number >= 1800 && number <= 2200 ? number : undefined;
};
const duration: Read = (value) => readDuration(wordsOf(value) ?? '');
const seasons: Read = (value) => {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) && number >= 0 ? number : undefined;
};
const literal: Read = (value) => (typeof value['@value'] === 'string' ? value['@value'] : undefined);
const source: Read = (value) => (hasType(value, 'Organization') ? wordsOf(value) || undefined : undefined);
const country: Read = (value) => literal(value) ?? literal(valuesOf(value, 'identifier')[0] ?? {}) ?? wordsOf(value);

/** Which column a property speaks for, and how; in order of precedence within a column. */
const properties: readonly (readonly [property: string, column: Column, read: Read])[] = [
  ['name', 'names', literal],
  ['alternateName', 'names', literal],
  ['datePublished', 'year', year],
  ['dateCreated', 'year', year],
  ['startDate', 'year', year],
  ['copyrightYear', 'year', year],
  ['genre', 'genres', wordsOf],
  ['duration', 'runtime', duration],
  ['timeRequired', 'runtime', duration],
  ['numberOfSeasons', 'seasons', seasons],
  ['actor', 'cast', wordsOf],
  ['actors', 'cast', wordsOf],
  ['countryOfOrigin', 'countries', country],
  ['inLanguage', 'languages', wordsOf],
  ['contentRating', 'certificate', wordsOf],
  ['description', 'synopsis', literal],
  ['abstract', 'synopsis', literal],
  ['offers', 'platforms', readOffer],
  ['potentialAction', 'platforms', readOffer],
  ['sameAs', 'externalIds', externalIdOf],
  ['identifier', 'externalIds', externalIdOf],
  ['url', 'externalIds', externalIdOf],
  ['sdPublisher', 'source', source],
  ['sdDatePublished', 'sourceUpdatedAt', (value) => readMoment(value['@value'])],
  ['aggregateRating', 'publicRatings', readRatings],
];


export function propertiesFor(type: string): readonly (readonly [string, Column, Read])[] {
  // A film's `creator` may be anybody; of everything else it is who made it.
  const named = typeClass(type) === 'movie' ? ['director'] : ['creator', 'director'];
  return [...properties, ...named.map((property) => [property, 'directors', wordsOf] as const)];
}

/** What a value says for its column, and what it says once words are mapped to ours ("Sci-Fi" is "Science Fiction"). */
export function readings(column: Column, read: Read, value: Expanded): readonly unknown[] {
  const said = read(value);
  if (said === undefined) return [];
  if (typeof said !== 'string') return [said];
  if (column === 'genres') return [said, ...genreWords(said)];
  if (column === 'countries') return [said, countryCode(said) ?? said];
  if (column === 'languages') return [said, languageTag(said) ?? said];
  return [said];
}
