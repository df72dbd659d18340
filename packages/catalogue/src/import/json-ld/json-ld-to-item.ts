import type { Item } from '@parlour/wire';
import { type Column, claimsOf, readableAt, readersFor } from './claims.ts';
import { writtenValues } from './columns-to-node.ts';
import {
  type Expanded,
  canonicalText,
  ownIdPrefix,
  sameJson,
  typesOf,
  valuesAt,
  vocabulary,
} from './expanded.ts';
import { isWritten } from './is-written.ts';
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
  const ours = typesOf(node).flatMap((type) =>
    type.startsWith(vocabulary) ? [type.slice(vocabulary.length)] : [],
  );
  return ours.find((type) => type !== '' && !notTitles.has(type));
}

/**
 * An expanded node as an item. What the columns cannot hold exactly stays in `extra`, so that `itemToJsonLd` gives back every
 * statement of the node. Undefined if it is no title (see `titleType`) or has no name.
 */
export function jsonLdToItem(node: Expanded): ReadItem | undefined {
  const type = titleType(node);
  const columns = type === undefined ? undefined : nodeToColumns(node, type);
  if (type === undefined || !columns) return undefined;
  const extra: Record<string, unknown> = remainder(node, columns);
  const types = typesOf(node).filter((each) => each !== vocabulary + type && each.includes(':'));
  if (types.length > 0) extra['@type'] = types;
  const id = ownIdOf(node);
  const item = Object.keys(extra).length > 0 ? { ...columns, extra } : columns;
  return id === undefined ? { item } : { item, id };
}

/** Everything of the node that writing the columns would not say again. */
function remainder(node: Expanded, columns: Omit<Item, 'id'>): Record<string, unknown> {
  const extra: Record<string, unknown> = {};
  for (const [property, held] of Object.entries(node)) {
    if (property === '@type' || property === ownIdProperty) continue;
    if (property === '@id' && isOwnId(held)) continue;
    if (!Array.isArray(held)) {
      extra[property] = held;
      continue;
    }
    let isSaid: ((value: Expanded) => boolean) | undefined;
    const left = (held as Expanded[]).filter((value, number) => {
      if (isWritten(property, value, columns, number)) return false;
      isSaid ??= among(writtenValues(property, columns));
      return !isSaid(value);
    });
    if (left.length > 0) extra[property] = left;
  }
  keepWhatOthersSayToo(extra, node, columns.type);
  return extra;
}

/** Whether a value is one of these. Of many a search by their text is the shorter way. */
function among(values: readonly Expanded[]): (value: Expanded) => boolean {
  if (values.length <= 8) return (value) => values.some((each) => sameJson(each, value));
  const texts = new Set(values.map(canonicalText));
  return (value) => texts.has(canonicalText(value));
}

/** A value that could be written again is kept all the same if a kept value says the same: what is kept silences the columns. */
function keepWhatOthersSayToo(extra: Record<string, unknown>, node: Expanded, type: string): void {
  const readers = readersFor(type);
  const kept = new Set<string>();
  const columns = new Set<Column>();
  for (const property of Object.keys(extra)) {
    const reader = readers.get(property);
    if (!reader) continue;
    columns.add(reader.column);
    for (const value of readableAt(extra, property))
      for (const claim of claimsOf(reader, value)) kept.add(claim);
  }
  if (kept.size === 0) return;
  for (const [property, held] of Object.entries(node)) {
    const reader = readers.get(property);
    if (!Array.isArray(held) || !reader || !columns.has(reader.column)) continue;
    const left = new Set((extra[property] as Expanded[] | undefined) ?? []);
    for (const value of held as Expanded[]) {
      if (left.has(value)) continue;
      if (!claimsOf(reader, value).some((claim) => kept.has(claim))) continue;
      extra[property] = [value, ...((extra[property] as Expanded[] | undefined) ?? [])];
    }
  }
}

function isOwnId(iri: unknown): iri is string {
  return typeof iri === 'string' && iri.startsWith(ownIdPrefix);
}

function ownIdOf(node: Expanded): string | undefined {
  if (isOwnId(node['@id'])) return decodeId(node['@id'].slice(ownIdPrefix.length));
  const stated = valuesAt(node, ownIdProperty)[0]?.['@value'];
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
