import type { Bundle, Query } from '@parlour/wire';
import { clusters } from './clusters.ts';
import { fusion } from './fusion.ts';
import { moments } from './moments.ts';
import { popularity } from './popularity.ts';
import { quality } from './quality.ts';
import { reports } from './reports.ts';
import { asked, type BundleMaterial, familyOf, type QueryKind } from './query-kind.ts';

/** Every kind of query that this version answers. */
const kinds: readonly QueryKind[] = [moments, popularity, clusters, reports, quality, fusion];

/**
 * The kind of a query, or undefined where this version knows none of that name and version, or the query asks for what it
 * cannot give. Such a query is answered with zeros, as one that a person has switched off: nothing of a person is in them, the
 * budget is charged for the whole report anyway, and nobody can tell them from an answer. Were the bundle refused instead, one new query
 * would keep all devices away that have not been updated, and the operator would see which those are.
 */
export function queryKind(query: Query, bundle: Pick<Bundle, 'clipNorm'>): QueryKind | undefined {
  const kind = kinds.find(({ family, version }) => family === familyOf(query) && version === query.version);
  return kind?.accepts(asked(query, bundle)) === true ? kind : undefined;
}

/** Whether answering the bundle could tell anything: a report of zeros alone would be paid for, and say nothing. */
export const isWorthAnswering = (bundle: Bundle, isOff: BundleMaterial['isOff']): boolean =>
  bundle.queries.some((query) => queryKind(query, bundle) !== undefined && !isOff(familyOf(query), query.id));
