import type { Item } from '@parlour/wire';
import { type Column, claimText, claimsOf, readableAt, readersFor, readings } from './claims.ts';
import { columnsToNode, defaultSource, writeNamed } from './columns-to-node.ts';
import { compactPlain } from './compact-plain.ts';
import { type Expanded, ownIdPrefix, vocabulary } from './expanded.ts';
import { ownIdProperty } from './json-ld-to-item.ts';
import { chooseName } from './node-to-columns.ts';

/** A value kept in `extra`, and what it says for columns. */
interface Kept {
  readonly property: string;
  readonly value: Expanded;
  /** Which single value it speaks for, where its column holds but one. */
  readonly slot: string | undefined;
  readonly claims: Set<string>;
  placed: boolean;
}

/** An item as a JSON-LD node under schema.org's context, which the document around it states. `jsonLdToItem` reads it back. */
export function itemToJsonLd(item: Item): Record<string, unknown> {
  return compactPlain(itemToNode(item));
}

/** An item as an expanded node: its columns, and every statement that it keeps in `extra`. */
export function itemToNode(item: Item): Expanded {
  const { '@id': foreignId, '@type': moreTypes, ...extra } = item.extra ?? {};
  const ownIri = ownIdPrefix + item.id.split(':').map(encodeURIComponent).join(':');
  const node: Record<string, unknown> = {
    '@type': [vocabulary + item.type, ...(Array.isArray(moreTypes) ? moreTypes : [])],
    '@id': foreignId ?? ownIri,
  };
  if (foreignId !== undefined) node[ownIdProperty] = [{ '@value': item.id }];
  const kept = keptValues(item.extra ?? {}, item);
  const readers = readersFor(item.type);
  for (const [property, values] of Object.entries(columnsToNode(item))) {
    const reader = readers.get(property);
    if (!reader) continue;
    const written = values.flatMap((value) => {
      const [reading] = readings(reader, value);
      const claim = claimText(reader.column, reading);
      return place({ property, value, claim, slot: slotOf(reader.column, property, reading) }, kept);
    });
    if (written.length > 0) node[property] = written;
  }
  if (item.source === defaultSource) {
    // Not written otherwise, it has to be where a kept publisher would be taken for the source.
    const [publisher] = kept.filter((each) => each.slot === 'source');
    const isOther = publisher && !publisher.claims.has(claimText('source', defaultSource));
    if (isOther) node[publisher.property] = [writeNamed('Organization', defaultSource)];
  }
  for (const [property, held] of Object.entries(extra)) {
    if (!Array.isArray(held)) {
      node[property] = held;
      continue;
    }
    const left = kept.flatMap((each) => (each.property === property && !each.placed ? [each.value] : []));
    const values = [...((node[property] as Expanded[] | undefined) ?? []), ...left];
    if (values.length > 0) node[property] = values;
  }
  return node;
}

interface Written {
  readonly property: string;
  readonly value: Expanded;
  readonly claim: string;
  readonly slot: string | undefined;
}

/** A column's value, or the kept value that it was read from, or nothing where that one stands in another property. */
function place({ property, value, claim, slot }: Written, kept: readonly Kept[]): Expanded[] {
  const [decisive] = slot === undefined ? [] : kept.filter((each) => each.slot === slot);
  if (slot !== undefined && !decisive?.claims.has(claim)) return [value];
  const saying = kept.filter((each) => each.claims.has(claim));
  const from = decisive ?? saying.find((each) => each.property === property) ?? saying[0];
  if (!from) return [value];
  from.claims.delete(claim);
  if (from.property !== property || from.placed) return [];
  from.placed = true;
  return [from.value];
}

const lists: ReadonlySet<Column> = new Set([
  'genres',
  'directors',
  'cast',
  'countries',
  'languages',
  'platforms',
]);

function slotOf(column: Column, property: string, reading: unknown): string | undefined {
  if (lists.has(column)) return undefined;
  if (column === 'names') return property === `${vocabulary}name` ? 'name' : undefined;
  return column === 'externalIds'
    ? `externalIds ${String((reading as readonly unknown[] | undefined)?.[0])}`
    : column;
}

/** The values of `extra` in the order in which they would be read. */
function keptValues(extra: Expanded, item: Item): Kept[] {
  const readers = readersFor(item.type);
  const properties = [...readers.keys(), ...Object.keys(extra).filter((property) => !readers.has(property))];
  const chosen = chooseName(extra);
  return properties.flatMap((property) => {
    const reader = readers.get(property);
    const held = reader ? readableAt(extra, property) : extra[property];
    if (!Array.isArray(held)) return [];
    return (held as Expanded[]).map((value): Kept => {
      const said = reader ? readings(reader, value) : [];
      const slot = reader && said.length > 0 ? slotOf(reader.column, property, said[0]) : undefined;
      const isPassedOver = slot === 'name' && value['@value'] !== chosen;
      return {
        property,
        value,
        claims: new Set(claimsOf(reader, value)),
        slot: isPassedOver ? undefined : slot,
        placed: false,
      };
    });
  });
}
