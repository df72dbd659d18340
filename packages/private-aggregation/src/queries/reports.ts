import { HEAD_LIST_DIGITS, type Query } from '@parlour/wire';
import { mostTitles } from './popularity.ts';
import type { AskedQuery, QueryAnswer, QueryKind, QueryMaterial, ReportedTitle } from './query-kind.ts';

const family = 'reports';
const name = new RegExp(`^${family}/([0-9a-f]{${HEAD_LIST_DIGITS}})$`);

/** What a person may say of a title's entry, in the order of the query's parts. */
export const reportedAs = ['broken', 'wrong', 'elsewhere'] as const satisfies readonly ReportedTitle['as'][];

/** The query for a list. @param list the first 32 hex digits of the list's SHA-256. */
export const reportsId = (list: string): string => `${family}/${list}`;

/** The list that a query of this kind names: 32 hex digits; undefined of any other query. */
export const reportsList = ({ id, version }: Pick<Query, 'id' | 'version'>): string | undefined =>
  version === 1 ? name.exec(id)?.[1] : undefined;

/**
 * How many people say of each title of a public list that its links are broken, that what is written of it is wrong, or that it is
 * not to be had where they are: three parts, each as long as the list. A device says 1 for each of its person's latest reports, of at most `mostTitles`,
 * and 0 for all others.
 */
export const reports: QueryKind = {
  family,
  version: 1,
  meaning: (asked) =>
    `A 1 for each of ${asked.query.dimension / reportedAs.length} titles that you have reported as broken, wrong or not available, at most your last ${mostTitles(asked)} reports; a 0 for the others.`,
  accepts: (asked) =>
    name.test(asked.query.id) && asked.query.dimension % reportedAs.length === 0 && mostTitles(asked) >= 1,
  fileOf: ({ id }: Query) => ({ is: 'head-list', name: name.exec(id)?.[1] ?? '' }),
  answer(asked: AskedQuery, { reported = [], list = [] }: QueryMaterial): QueryAnswer {
    const vector = new Float64Array(asked.query.dimension);
    if (list.length * reportedAs.length !== vector.length) return { vector, items: [] };
    const places = new Map(list.map((item, place) => [item, place]));
    const counted = reported
      .filter(({ item }) => places.has(item))
      .toSorted((a, b) => b.at - a.at || (`${a.item} ${a.as}` < `${b.item} ${b.as}` ? -1 : 1))
      .slice(0, mostTitles(asked));
    for (const { item, as } of counted)
      vector[reportedAs.indexOf(as) * list.length + (places.get(item) ?? 0)] = 1;
    return { vector, items: [...new Set(counted.map(({ item }) => item))] };
  },
};
