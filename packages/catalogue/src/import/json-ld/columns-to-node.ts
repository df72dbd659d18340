import type { Item } from '@parlour/wire';
import { typeClass } from '../words/type-class.ts';
import { writeDuration } from './duration.ts';
import { type Expanded, dateType, iriOf } from './expanded.ts';
import { type Scheme, linkOfId } from './external-links.ts';
import { writeMoment } from './moment.ts';
import { writeOffer } from './offers.ts';
import { writeRatings } from './ratings.ts';

const nameIri = iriOf('name');

/** The source of items that do not say where they are from. */
export const defaultSource = 'jsonld';

/** A person or organization of which nothing but the name is said. */
export function writeNamed(type: string, name: string): Expanded {
  return { '@type': [iriOf(type)], [nameIri]: [{ '@value': name }] };
}

type Columns = Omit<Item, 'id'>;
type Write = (item: Columns) => Expanded[];

const literal = (value: unknown): Expanded => ({ '@value': value });
const date = (value: unknown): Expanded => ({ '@type': dateType, '@value': value });
const person = (name: string): Expanded => writeNamed('Person', name);
const optional = <T>(value: T | undefined, write: (value: T) => Expanded): Expanded[] =>
  value === undefined ? [] : [write(value)];

/** How the values of each property are written; by the property's IRI, in the order in which they stand in a node. */
const writers = new Map<string, Write>(
  Object.entries<Write>({
    name: (item) => [literal(item.name)],
    alternateName: (item) => item.alternateNames.map(literal),
    datePublished: (item) => optional(item.year, (year) => date(String(year))),
    genre: (item) => item.genres.map(literal),
    duration: (item) => optional(item.runtime, (minutes) => literal(writeDuration(minutes))),
    numberOfSeasons: (item) => optional(item.seasons, literal),
    director: (item) => (typeClass(item.type) === 'movie' ? item.directors.map(person) : []),
    creator: (item) => (typeClass(item.type) === 'movie' ? [] : item.directors.map(person)),
    actor: (item) => item.cast.map(person),
    countryOfOrigin: (item) => item.countries.map(literal),
    inLanguage: (item) => item.languages.map(literal),
    contentRating: (item) => optional(item.certificate, literal),
    description: (item) => optional(item.synopsis, literal),
    offers: (item) => item.platforms.map(writeOffer),
    sameAs: (item) =>
      Object.entries(item.externalIds).flatMap(([scheme, id]) =>
        id === undefined ? [] : [{ '@id': linkOfId(scheme as Scheme, id, item.type) }],
      ),
    aggregateRating: (item) => optional(item.publicRatings, writeRatings),
    sdPublisher: (item) => (item.source === defaultSource ? [] : [writeNamed('Organization', item.source)]),
    sdDatePublished: (item) => optional(item.sourceUpdatedAt, (at) => date(writeMoment(at))),
  }).map(([property, write]): [string, Write] => [iriOf(property), write]),
);

/** An item's columns, each value in the one form in which we write it; without its id and its `extra`. */
export function columnsToNode(item: Columns): Record<string, Expanded[]> {
  const node: Record<string, Expanded[]> = {};
  for (const [property, write] of writers) {
    const values = write(item);
    if (values.length > 0) node[property] = values;
  }
  return node;
}

/** The values of one property of that node. */
export function writtenValues(property: string, item: Columns): readonly Expanded[] {
  return writers.get(property)?.(item) ?? [];
}
