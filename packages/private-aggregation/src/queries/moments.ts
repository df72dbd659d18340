import { HEAD_LIST_DIGITS, type Query } from '@parlour/wire';
import type { AskedQuery, QueryAnswer, QueryKind, QueryMaterial } from './query-kind.ts';

const family = 'moments';
const name = new RegExp(`^${family}/([0-9a-f]{${HEAD_LIST_DIGITS}})$`);

/** The query over a basis. @param basis the first 32 hex digits of the SHA-256 of the basis' file. */
export const momentsId = (basis: string): string => `${family}/${basis}`;

/** The basis that a query of this kind names: 32 hex digits; undefined of any other query. */
export const momentsBasis = ({ id, version }: Pick<Query, 'id' | 'version'>): string | undefined =>
  version === 1 ? name.exec(id)?.[1] : undefined;

/** Directions of a triangle of so many numbers; not whole where it is none. */
const rankOf = (dimension: number): number => (Math.sqrt(8 * dimension + 1) - 1) / 2;

/**
 * The model update: how the titles that a person watched go together, over a public basis (well-known titles one by one,
 * directions of content) that the query names by its hash. A device
 * says the upper triangle of an outer product of norm 1 (`personMoment` in `@parlour/model/moments`), scaled to just what the
 * clip lets through: everybody counts alike, however much they watch.
 */
export const moments: QueryKind = {
  family,
  version: 1,
  meaning: ({ query: { dimension } }) =>
    `Which well-known titles and which kinds of titles you watch together, as a table of ${rankOf(dimension)} by ${rankOf(dimension)} numbers.`,
  accepts: ({ query: { id, dimension, scale }, norm }) =>
    name.test(id) && Number.isInteger(rankOf(dimension)) && scale <= norm,
  fileOf: ({ id }: Query) => ({ is: 'moment-basis', name: name.exec(id)?.[1] ?? '' }),
  answer({ query }: AskedQuery, { watched, momentOf }: QueryMaterial): QueryAnswer {
    const items = watched
      .toSorted((a, b) => a.at - b.at || (a.item < b.item ? -1 : 1))
      .map(({ item }) => item);
    const moment = momentOf?.(items);
    const isOfQuery = moment?.length === query.dimension;
    return {
      vector: isOfQuery ? Float64Array.from(moment) : new Float64Array(query.dimension),
      items: isOfQuery ? items.toReversed() : [],
    };
  },
};
