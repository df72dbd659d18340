import { Item } from '@parlour/wire';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { benchCatalogue } from './catalogue.ts';
import { syntheticItems } from './synthetic-catalogue.ts';

test('invented items are items, all different, the same for the same seed', () => {
  const items = [...syntheticItems({ items: 2000 })];
  for (const item of items) v.assert(Item, item);
  expect(new Set(items.map((item) => item.id)).size).toBe(2000);
  expect([...syntheticItems({ items: 2000 })]).toEqual(items);
  expect([...syntheticItems({ items: 10, seed: 2 })]).not.toEqual(items.slice(0, 10));
});

test('their columns have the shapes of real ones', () => {
  const items = [...syntheticItems({ items: 5000 })];
  const mean = (of: (item: Item) => number) => items.reduce((sum, item) => sum + of(item), 0) / items.length;
  expect(mean((item) => item.synopsis?.length ?? 0)).toBeGreaterThan(150);
  expect(mean((item) => item.synopsis?.length ?? 0)).toBeLessThan(240);
  expect(mean((item) => item.cast.length)).toBeGreaterThan(4);
  expect(mean((item) => item.cast.length)).toBeLessThan(8);
  const people = items.flatMap((item) => [...item.cast, ...item.directors]);
  expect(new Set(people).size / people.length).toBeGreaterThan(0.45);
  expect(new Set(people).size / people.length).toBeLessThan(0.65);
});

test('the bench measures every part of a small catalogue', async () => {
  expect(await benchCatalogue({ items: 300 })).toMatchObject({
    items: 300,
    sizes: { columns: { bytes: expect.any(Number) }, graph: { brotliBytes: expect.any(Number) } },
    openMs: { n: 15 },
    featuresMs: { n: 5 },
    neighboursMs: { n: 2000 },
  });
});
