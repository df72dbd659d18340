import { HEAD_LIST_DIGITS, type Query } from '@parlour/wire';
import type { AskedQuery, QueryAnswer, QueryKind, QueryMaterial, WatchedTitle } from './query-kind.ts';

const family = 'popularity';
const name = new RegExp(`^${family}/([0-9a-f]{${HEAD_LIST_DIGITS}})$`);

/** The query for a list. @param list the first 32 hex digits of the list's SHA-256. */
export const popularityId = (list: string): string => `${family}/${list}`;

/** The list that a query of this kind names: 32 hex digits; undefined of any other query. */
export const popularityList = ({ id, version }: Pick<Query, 'id' | 'version'>): string | undefined =>
  version === 1 ? name.exec(id)?.[1] : undefined;

/** What `scale` leaves room for `titles` ones within `norm`: in powers of two, so that no rounding takes the last one away. */
export const popularityScale = (titles: number, norm: number): number =>
  2 ** -Math.ceil(Math.log2(Math.sqrt(titles) / norm));

/** How many titles one person can count for: as many ones as the clip lets through whole. */
export const mostTitles = ({ query: { scale }, norm }: AskedQuery): number => Math.floor((norm / scale) ** 2);

/**
 * How many people watched each title of a public list. A device says 1 for each of the titles of the list that its person
 * watched last, of at most `mostTitles`, and 0 for all others, so that nobody counts twice for a title nor for more titles than
 * anybody else. The list is named in the query's id by its hash, so that all devices mean the same by a place.
 */
export const popularity: QueryKind = {
  family,
  version: 1,
  meaning: (asked) =>
    `A 1 for each of ${asked.query.dimension} well-known titles that you have watched, at most the last ${mostTitles(asked)}; a 0 for the others.`,
  accepts: (asked) => name.test(asked.query.id) && mostTitles(asked) >= 1,
  fileOf: ({ id }: Query) => ({ is: 'head-list', name: name.exec(id)?.[1] ?? '' }),
  answer(asked: AskedQuery, { watched, list = [] }: QueryMaterial): QueryAnswer {
    const vector = new Float64Array(asked.query.dimension);
    if (list.length !== vector.length) return { vector, items: [] };
    const places = new Map(list.map((item, place) => [item, place]));
    const counted = latestFirst(watched.filter(({ item }) => places.has(item))).slice(0, mostTitles(asked));
    for (const { item } of counted) vector[places.get(item) ?? 0] = 1;
    return { vector, items: counted.map(({ item }) => item) };
  },
};

/** Of titles watched at the same moment in an order that is the same every time. */
const latestFirst = (titles: readonly WatchedTitle[]): WatchedTitle[] =>
  titles.toSorted((a, b) => b.at - a.at || (a.item < b.item ? -1 : 1));
