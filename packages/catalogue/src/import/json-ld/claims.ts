import { countryCode } from '../words/country-code.ts';
import { genreWords } from '../words/genre-words.ts';
import { languageTag } from '../words/language-tag.ts';
import { typeClass } from '../words/type-class.ts';
import { readDuration } from './duration.ts';
import {
  type Expanded,
  canonicalText,
  hasType,
  numberOf,
  valuesAt,
  valuesOf,
  vocabulary,
  wordsOf,
} from './expanded.ts';
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

export type Read = (value: Expanded) => unknown;

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
const country: Read = (value) =>
  literal(value) ?? literal(valuesOf(value, 'identifier')[0] ?? {}) ?? wordsOf(value);

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

export interface Reader {
  readonly column: Column;
  readonly read: Read;
}

function readersWith(makers: readonly string[]): ReadonlyMap<string, Reader> {
  const all = [...properties, ...makers.map((property) => [property, 'directors', wordsOf] as const)];
  const byIri = all.map(([property, column, read]) => [vocabulary + property, { column, read }] as const);
  return new Map<string, Reader>([...byIri, ['@id', { column: 'externalIds', read: externalIdOf }]]);
}

// A film's `creator` may be anybody; of everything else it is who made it.
const ofFilms = readersWith(['director']);
const ofOthers = readersWith(['creator', 'director']);

/** The properties, by their IRIs, that speak for columns of items of this type; in order of precedence within a column. */
export function readersFor(type: string): ReadonlyMap<string, Reader> {
  return typeClass(type) === 'movie' ? ofFilms : ofOthers;
}

/** The values of a property that has a reader. A node's own id is read like a link to itself. */
export function readableAt(node: Expanded, property: string): readonly Expanded[] {
  if (property !== '@id') return valuesAt(node, property);
  return typeof node['@id'] === 'string' ? [{ '@id': node['@id'] }] : [];
}

/** What a value says for its column, and what it says once words are mapped to ours ("Sci-Fi" is "Science Fiction"). */
export function readings({ column, read }: Reader, value: Expanded): readonly unknown[] {
  const said = read(value);
  if (said === undefined) return [];
  if (typeof said !== 'string') return [said];
  if (column === 'genres') return [said, ...genreWords(said)];
  if (column === 'countries') return [said, countryCode(said) ?? said];
  if (column === 'languages') return [said, languageTag(said) ?? said];
  return [said];
}

/** A reading as text, equal for equal readings of a column. */
export function claimText(column: Column, reading: unknown): string {
  return `${column} ${canonicalText(reading)}`;
}

/** All that a value says, as such texts. */
export function claimsOf(reader: Reader | undefined, value: Expanded): string[] {
  return reader ? readings(reader, value).map((reading) => claimText(reader.column, reading)) : [];
}
