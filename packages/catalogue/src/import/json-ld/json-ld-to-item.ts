import type { Item } from '@parlour/wire';
import { propertiesFor, readings } from './claims.ts';
import { columnsToNode } from './columns-to-node.ts';
import { type Expanded, canonicalText, ownIdPrefix, typesOf, valuesOf, vocabulary } from './expanded.ts';
import { nodeToColumns } from './node-to-columns.ts';

export interface ReadItem {
  readonly item: Omit<Item, 'id'>;
  /** The id that the node carries, if it is one of ours. */
  readonly id?: string;
}

export const ownIdProperty = `${ownIdPrefix}id`;

/** Types that are never a title by themselves. */
const notTitles = new Set(
  'Person Organization Corporation Place Country Offer AggregateOffer Action WatchAction EntryPoint Rating AggregateRating Review ImageObject PropertyValue DefinedTerm WebSite WebPage BreadcrumbList ItemList ListItem Role PerformanceRole'.split(
    ' ',
  ),
);

/** The schema.org type of a node as an item has it: the first that a title can be. */
export function titleType(node: Expanded): string | undefined {
  const ours = typesOf(node).flatMap((type) => (type.startsWith(vocabulary) ? [type.slice(vocabulary.length)] : []));
  return ours.find((type) => type !== '' && !notTitles.has(type));
}

/**
 * An expanded node as an item. What the columns cannot hold exactly stays in `extra`, so that `itemToJsonLd` gives back every
 * statement of the node. Undefined if it is no title (see `titleType`) or has no name.
 */
export function jsonLdToItem(expanded: Expanded): ReadItem | undefined {
  const node = distinctValues(expanded);
  const type = titleType(node);
  const columns = type === undefined ? undefined : nodeToColumns(node, type);
  if (type === undefined || !columns) return undefined;
  const extra: Record<string, unknown> = remainder(node, columns);
  const types = typesOf(node).filter((each) => each !== vocabulary + type && each.includes(':'));
  if (types.length > 0) extra['@type'] = types;
  const id = takeOwnId(node, extra);
  const item = Object.keys(extra).length > 0 ? { ...columns, extra } : columns;
  return id === undefined ? { item } : { item, id };
}

/** Everything of the node that writing the columns would not say again. */
function remainder(node: Expanded, columns: Omit<Item, 'id'>): Record<string, unknown> {
  const written = columnsToNode(columns);
  const extra: Record<string, unknown> = {};
  const said: [string, Expanded][] = [];
  for (const [property, held] of Object.entries(node)) {
    if (property === '@type' || property === '@id') continue;
    const again = new Set((written[property] ?? []).map(canonicalText));
    if (!Array.isArray(held) || again.size === 0) {
      if (!Array.isArray(held) || held.length > 0) extra[property] = held;
      continue;
    }
    const values = held as Expanded[];
    const left = values.filter((value) => !again.has(canonicalText(value)));
    if (left.length > 0) extra[property] = left;
    for (const value of values) if (!left.includes(value)) said.push([property, value]);
  }
  keepWhatOthersSayToo(extra, said, columns.type);
  return extra;
}

/** A value that could be written again is kept all the same if a kept value says the same: what is kept silences the columns. */
function keepWhatOthersSayToo(extra: Record<string, unknown>, said: [string, Expanded][], type: string): void {
  const kept = claimsOf(extra, type);
  if (kept.size === 0) return;
  for (const [property, value] of said) {
    if (kept.isDisjointFrom(claimsOf({ [property]: [value] }, type))) continue;
    extra[property] = [value, ...((extra[property] as Expanded[] | undefined) ?? [])];
  }
}

/** What the values of a node say for columns. */
function claimsOf(node: Expanded, type: string): Set<string> {
  const claims = new Set<string>();
  for (const [property, column, read] of propertiesFor(type)) {
    for (const value of valuesOf(node, property)) {
      for (const reading of readings(column, read, value)) claims.add(claimText(column, reading));
    }
  }
  return claims;
}

export function claimText(column: string, reading: unknown): string {
  return `${column} ${canonicalText(reading)}`;
}

function takeOwnId(node: Expanded, extra: Record<string, unknown>): string | undefined {
  const own = node['@id'];
  const stated = valuesOf(node, ownIdProperty)[0]?.['@value'];
  delete extra[ownIdProperty];
  if (typeof own === 'string' && own.startsWith(ownIdPrefix)) return decodeId(own.slice(ownIdPrefix.length));
  if (own !== undefined) extra['@id'] = own;
  return typeof stated === 'string' && stated !== '' ? stated : undefined;
}

/** Null characters and the like in an IRI are percent-encoded by whoever wrote it. */
function decodeId(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined;
  } catch {
    return text;
  }
}

/** A node's values are sets: the same value twice says nothing more. */
function distinctValues(node: Expanded): Expanded {
  const distinct = Object.entries(node).map(([property, held]) => {
    if (!Array.isArray(held)) return [property, held];
    return [property, [...new Map(held.map((value: unknown) => [canonicalText(value), value])).values()]];
  });
  return Object.fromEntries(distinct);
}
