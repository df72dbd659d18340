import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryItem } from '../testing/arbitrary-item.ts';
import { columnsToNode } from './columns-to-node.ts';
import { type Expanded, canonicalText } from './expanded.ts';
import { isWritten } from './is-written.ts';

test('every value that we write is known to be one', () => {
  fc.assert(
    fc.property(arbitraryItem, (item) => {
      for (const [property, values] of Object.entries(columnsToNode(item)))
        for (const [place, value] of values.entries())
          expect([property, isWritten(property, value, item, place)]).toEqual([property, true]);
    }),
  );
});

test('no other value is', () => {
  let refused = 0;
  fc.assert(
    fc.property(arbitraryItem, arbitraryItem, fc.nat(3), fc.nat(), (item, other, place, change) => {
      const written = columnsToNode(item);
      const nodes = { ...columnsToNode(other), ...columnsToNode({ ...other, type: item.type }) };
      for (const [property, values] of Object.entries(nodes)) {
        const candidates = [...values, ...(written[property] ?? []).map((value) => changed(value, change))];
        const texts = (written[property] ?? []).map(canonicalText);
        for (const value of candidates) {
          if (texts.includes(canonicalText(value))) continue;
          refused++;
          expect([property, value, isWritten(property, value, item, place)]).toEqual([
            property,
            value,
            false,
          ]);
        }
      }
    }),
  );
  expect(refused).toBeGreaterThan(500);
});

/** The value with one of its parts taken away, added, doubled or replaced, somewhere within. */
function changed(value: Expanded, change: number): Expanded {
  const keys = Object.keys(value);
  const key = keys[change % keys.length] ?? '';
  const held = value[key];
  const { [key]: _gone, ...rest } = value;
  const inner: unknown = Array.isArray(held) ? held[0] : undefined;
  if (typeof inner === 'object' && inner !== null && change % 2 === 0)
    return { ...value, [key]: [changed(inner as Expanded, change >> 2)] };
  return [
    rest,
    { ...value, more: 1 },
    { ...value, [key]: [held, held].flat() },
    { ...value, [key]: 'other' },
  ][(change >> 2) % 4] as Expanded;
}
