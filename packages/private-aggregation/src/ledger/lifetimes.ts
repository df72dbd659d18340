import type { Ledger } from './ledger.ts';

/**
 * How many queries of a family a device ever answers, whoever asks, by the first part of their ids; compiled in. Each is for a
 * query of its own: none is answered twice.
 */
export const lifetimes: Readonly<Record<string, number>> = Object.freeze({ clusters: 2 });

const lifetimeOf = (query: string): number | undefined => lifetimes[familyOf(query)];
const familyOf = (query: string): string => query.split('/', 1)[0];

/** Whether a query is one of those that are answered only so often. */
export const isLimited = (query: string): boolean => lifetimeOf(query) !== undefined;

/** Whether this device has answered the query before, or as many of its family as it ever does. */
export function isUsedUp({ limited }: Pick<Ledger, 'limited'>, query: string): boolean {
  const most = lifetimeOf(query);
  if (most === undefined) return false;
  const family = familyOf(query);
  const answered = [...limited].filter((one) => familyOf(one) === family);
  return limited.has(query) || answered.length >= most;
}
