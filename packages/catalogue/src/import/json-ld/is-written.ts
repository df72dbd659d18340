import type { Item } from '@parlour/wire';
import { typeClass } from '../words/type-class.ts';
import { defaultSource } from './columns-to-node.ts';
import { writeDuration } from './duration.ts';
import { type Expanded, dateType, iriOf, isObject } from './expanded.ts';
import { type Scheme, linkOfId } from './external-links.ts';
import { writeMoment } from './moment.ts';
import { checkedAt } from './offers.ts';

type Columns = Omit<Item, 'id'>;
type Check = (value: Expanded, columns: Columns, place: number) => boolean;

/**
 * Whether a value of a property is one that `columnsToNode` writes for it, as far as can be told without writing: where the value
 * is the one at its place, as nearly all are, this is true. False says nothing.
 */
export function isWritten(property: string, value: Expanded, columns: Columns, place: number): boolean {
  return isObject(value) && (checks.get(property)?.(value, columns, place) ?? false);
}

const nameIri = iriOf('name');
const [offeredBy, region, url] = [iriOf('offeredBy'), iriOf('eligibleRegion'), iriOf('url')];

function keyCount(value: Expanded): number {
  let count = 0;
  for (const _key in value) count++;
  return count;
}

function isLiteral(value: unknown, literal: unknown): boolean {
  return (
    literal !== undefined && (value as Expanded)['@value'] === literal && keyCount(value as Expanded) === 1
  );
}

function isDate(value: Expanded, literal: unknown): boolean {
  return value['@value'] === literal && value['@type'] === dateType && keyCount(value) === 2;
}

/** Whether something is an array of one element, and which. */
function only(values: unknown): unknown {
  return Array.isArray(values) && values.length === 1 ? (values[0] as unknown) : undefined;
}

function isOnlyLiteral(values: unknown, literal: unknown): boolean {
  const value = only(values);
  return typeof value === 'object' && value !== null && isLiteral(value, literal);
}

function isNamed(value: Expanded, type: string, name: string | undefined): boolean {
  return only(value['@type']) === iriOf(type) && isOnlyLiteral(value[nameIri], name) && keyCount(value) === 2;
}

const literals =
  (of: (columns: Columns) => readonly string[]): Check =>
  (value, columns, place) =>
    isLiteral(value, of(columns)[place]);

const single =
  (check: (value: Expanded, columns: Columns) => boolean): Check =>
  (value, columns, place) =>
    place === 0 && check(value, columns);

const director: Check = (value, { directors }, place) => isNamed(value, 'Person', directors[place]);

const offer: Check = (value, { platforms }, place) => {
  const written = platforms[place];
  const organization = only(value[offeredBy]);
  if (!written || typeof organization !== 'object' || organization === null) return false;
  let count = 2;
  if (written.country) count++;
  if (written.link !== undefined) count++;
  if (written.checkedAt !== undefined) count++;
  return (
    only(value['@type']) === iriOf('Offer') &&
    isNamed(organization as Expanded, 'Organization', written.platform) &&
    (!written.country || isOnlyLiteral(value[region], written.country)) &&
    (written.link === undefined || isLink(only(value[url]), written.link)) &&
    (written.checkedAt === undefined || isOnlyLiteral(value[checkedAt], writeMoment(written.checkedAt))) &&
    keyCount(value) === count
  );
};

function isLink(value: unknown, link: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (value as Expanded)['@id'] === link && keyCount(value as Expanded) === 1;
}

const ratings = single((value, { publicRatings }) => {
  if (!publicRatings || only(value['@type']) !== iriOf('AggregateRating') || keyCount(value) !== 5)
    return false;
  return (
    isOnlyLiteral(value[iriOf('ratingValue')], publicRatings.mean) &&
    isOnlyLiteral(value[iriOf('worstRating')], 0) &&
    isOnlyLiteral(value[iriOf('bestRating')], 1) &&
    isOnlyLiteral(value[iriOf('ratingCount')], publicRatings.count)
  );
});

const isExternalLink: Check = (value, { externalIds, type }) => {
  for (const scheme of Object.keys(externalIds) as Scheme[]) {
    const id = externalIds[scheme];
    if (id !== undefined && isLink(value, linkOfId(scheme, id, type))) return true;
  }
  return false;
};

const checks: ReadonlyMap<string, Check> = new Map(
  Object.entries<Check>({
    name: single((value, { name }) => isLiteral(value, name)),
    alternateName: literals(({ alternateNames }) => alternateNames),
    datePublished: single((value, { year }) => year !== undefined && isDate(value, String(year))),
    genre: literals(({ genres }) => genres),
    duration: single(
      (value, { runtime }) => runtime !== undefined && isLiteral(value, writeDuration(runtime)),
    ),
    numberOfSeasons: single((value, { seasons }) => isLiteral(value, seasons)),
    director: (value, columns, place) =>
      typeClass(columns.type) === 'movie' && director(value, columns, place),
    creator: (value, columns, place) =>
      typeClass(columns.type) !== 'movie' && director(value, columns, place),
    actor: (value, { cast }, place) => isNamed(value, 'Person', cast[place]),
    countryOfOrigin: literals(({ countries }) => countries),
    inLanguage: literals(({ languages }) => languages),
    contentRating: single((value, { certificate }) => isLiteral(value, certificate)),
    description: single((value, { synopsis }) => isLiteral(value, synopsis)),
    offers: offer,
    sameAs: isExternalLink,
    aggregateRating: ratings,
    sdPublisher: single(
      (value, { source }) => source !== defaultSource && isNamed(value, 'Organization', source),
    ),
    sdDatePublished: single(
      (value, { sourceUpdatedAt }) =>
        sourceUpdatedAt !== undefined && isDate(value, writeMoment(sourceUpdatedAt)),
    ),
  }).map(([property, check]): [string, Check] => [iriOf(property), check]),
);
