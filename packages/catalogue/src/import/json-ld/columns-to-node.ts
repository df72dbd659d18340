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

/** An item's columns, each value in the one form in which we write it; without its id and its `extra`. */
export function columnsToNode(item: Omit<Item, 'id'>): Record<string, Expanded[]> {
  const literals = (values: readonly unknown[]) => values.map((value) => ({ '@value': value }));
  const optional = <T>(value: T | undefined, write: (value: T) => Expanded) =>
    value === undefined ? [] : [write(value)];
  const literal = (value: unknown) => ({ '@value': value });
  const date = (value: unknown) => ({ '@type': dateType, '@value': value });
  const person = (name: string) => writeNamed('Person', name);
  const properties: Record<string, Expanded[]> = {
    name: literals([item.name]),
    alternateName: literals(item.alternateNames),
    datePublished: optional(item.year, (year) => date(String(year))),
    genre: literals(item.genres),
    duration: optional(item.runtime, (minutes) => literal(writeDuration(minutes))),
    numberOfSeasons: optional(item.seasons, literal),
    [typeClass(item.type) === 'movie' ? 'director' : 'creator']: item.directors.map(person),
    actor: item.cast.map(person),
    countryOfOrigin: literals(item.countries),
    inLanguage: literals(item.languages),
    contentRating: optional(item.certificate, literal),
    description: optional(item.synopsis, literal),
    offers: item.platforms.map(writeOffer),
    sameAs: Object.entries(item.externalIds).flatMap(([scheme, id]) =>
      id === undefined ? [] : [{ '@id': linkOfId(scheme as Scheme, id, item.type) }],
    ),
    aggregateRating: optional(item.publicRatings, writeRatings),
    sdPublisher: item.source === defaultSource ? [] : [writeNamed('Organization', item.source)],
    sdDatePublished: optional(item.sourceUpdatedAt, (at) => date(writeMoment(at))),
  };
  const node: Record<string, Expanded[]> = {};
  for (const [property, values] of Object.entries(properties))
    if (values.length > 0) node[iriOf(property)] = values;
  return node;
}
