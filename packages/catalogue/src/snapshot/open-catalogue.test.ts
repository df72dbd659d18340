import type { Item } from '@parlour/wire';
import { tableFromIPC } from '@uwdata/flechette';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ItemColumns } from '../publish/columns/item-columns.ts';
import { encodeColumns, encodeItemColumns } from '../publish/encode-columns.ts';
import { anyItems, seed } from './any-items.ts';
import { openCatalogue } from './open-catalogue.ts';
import { sampleItems } from './sample-items.ts';

console.log(`snapshot properties, seed ${seed}`);

const withoutAbsent = (item: Item) =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

describe('round trip', () => {
  test('every field of every item survives', () => {
    fc.assert(
      fc.property(anyItems(), (items) => {
        const catalogue = openCatalogue(encodeColumns(items));
        expect(catalogue.size).toBe(items.length);
        for (const item of items) {
          expect(catalogue.item(catalogue.rowOf(item.id))).toStrictEqual(withoutAbsent(item));
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  test('every field of every item survives packing, and can be read while it lasts', () => {
    fc.assert(
      fc.property(anyItems(), (items) => {
        const catalogue = openCatalogue(encodeColumns(items));
        const check = (): void => {
          for (let row = 0; row < catalogue.size; row++) {
            const item = items.find(({ id }) => id === catalogue.id(row)) as Item;
            expect(catalogue.item(row)).toStrictEqual(withoutAbsent(item));
            const text = new TextEncoder().encode(item.synopsis ?? '');
            expect(Buffer.compare(catalogue.text('synopsis').read(row), text)).toBe(0);
            expect(catalogue.text('synopsis').length(row)).toBe(text.length);
          }
        };
        const steps = catalogue.pack();
        steps.next();
        check();
        while (steps.next().done !== true);
        check();
        expect(catalogue.pack().next().done).toBe(true);
      }),
      { seed, numRuns: 100 },
    );
  });

  test('equal sets of items make equal bytes in whatever order they come', () => {
    const shuffled = anyItems().chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
    );
    fc.assert(
      fc.property(shuffled, ([items, others]) => {
        expect(Buffer.compare(encodeColumns(items), encodeColumns(others))).toBe(0);
      }),
      { seed, numRuns: 100 },
    );
  });

  test('different items have different versions', () => {
    const [first, ...rest] = sampleItems as [Item, ...Item[]];
    const changed = [{ ...first, synopsis: `${first.synopsis}!` }, ...rest];
    expect(openCatalogue(encodeColumns(changed)).version).not.toBe(
      openCatalogue(encodeColumns(sampleItems)).version,
    );
  });

  test('bytes that do not start on a multiple of eight open as well', () => {
    const bytes = encodeColumns(sampleItems);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(openCatalogue(shifted.subarray(3)).name(0)).toBe(openCatalogue(bytes).name(0));
  });

  test('the file is Arrow: another reader finds the parts', () => {
    const [row] = tableFromIPC(encodeColumns(sampleItems)).toArray();
    const names = new TextDecoder().decode(Uint8Array.from(row?.['name.bytes']));
    expect(names.length).toBeGreaterThan(0);
    expect(names).toContain('Cold Fjord');
    expect(row?.['name.lengths']).toHaveLength(sampleItems.length);
  });

  test('ids that are the slug of name and year take no room, and all ids come back', () => {
    const item = sampleItems[0] as Item;
    const named = ['Rock ’n’ Roll -- Live!', "It's", '7', 'Amélie', '---', '千の灯', 'A  B'];
    const ids = [
      'movie:rock-n-roll-live:1994',
      'movie:its:1994',
      'movie:7:1994',
      'movie:amelie:1994',
      'movie:u2d:1994',
      'movie:千の灯',
      'other',
    ];
    const items = named.map((name, i) => ({ ...item, name, id: ids[i] as string }));
    const bytes = encodeColumns(items);
    const [row] = tableFromIPC(bytes).toArray();
    expect(Array.from(row?.['id.exact.lengths'] as number[]).filter((length) => length > 0)).toHaveLength(4);
    const catalogue = openCatalogue(bytes);
    for (const { id, name } of items) expect(catalogue.name(catalogue.rowOf(id))).toBe(name);
  });

  test('an empty catalogue is one', () => {
    const empty = openCatalogue(encodeColumns([]));
    expect([empty.size, empty.rowOf('movie:any:1999')]).toEqual([0, -1]);
  });
});

describe('accessors', () => {
  const catalogue = openCatalogue(encodeColumns(sampleItems));

  test('rows beyond the catalogue are refused', () => {
    for (const row of [-1, catalogue.size, 0.5, Number.NaN]) {
      expect(() => catalogue.name(row)).toThrow(RangeError);
      expect(() => catalogue.genres(row)).toThrow(RangeError);
      expect(() => catalogue.year(row)).toThrow(RangeError);
    }
  });

  test('an id that is not there has row -1', () => {
    expect(catalogue.rowOf('movie:harbour-lights:1995')).toBe(-1);
    expect(catalogue.rowOf('')).toBe(-1);
  });

  test('coded columns say what the accessors say', () => {
    for (const name of [
      'type',
      'genres',
      'directors',
      'cast',
      'countries',
      'languages',
      'source',
      'certificate',
    ] as const) {
      const column = catalogue.coded(name);
      for (let row = 0; row < catalogue.size; row++) {
        const words = Array.from(
          column.codes.subarray(column.starts.at(row), column.starts.at(row) + column.starts.length(row)),
          (c) => column.value(c),
        );
        expect(words).toEqual([catalogue[name](row) ?? []].flat());
      }
      for (let code = 0; code < column.size; code++) expect(column.codeOf(column.value(code))).toBe(code);
      expect(column.codeOf('no such word')).toBe(-1);
    }
    expect(catalogue.coded('directors').codeOf('Ana Lind')).toBe(catalogue.coded('cast').codeOf('Ana Lind'));
    expect(catalogue.coded('platforms').value(0)).toBe('parlour-test');
  });
});

describe('damage', () => {
  const bytes = encodeColumns(sampleItems);
  const outcome = (broken: Uint8Array) => {
    try {
      const catalogue = openCatalogue(broken);
      for (let row = 0; row < catalogue.size; row++) catalogue.item(row);
      return 'opened';
    } catch (error) {
      return (error as { code?: string }).code ?? error;
    }
  };

  test('a file cut short anywhere is refused', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(outcome(bytes.subarray(0, length))).toBe('catalogue/unreadable');
    }
  });

  test('other files are refused', () => {
    for (const text of ['', '<!doctype html><title>Not found</title>', 'ARROW1\0\0', 'ARROW1'.repeat(100)]) {
      expect(outcome(new TextEncoder().encode(text))).toBe('catalogue/unreadable');
    }
  });

  test('flipped bytes are refused, wherever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (flips) => {
          const broken = bytes.slice();
          for (const [at, mask] of flips) broken[at] = (broken[at] as number) ^ mask;
          fc.pre(Buffer.compare(broken, bytes) !== 0);
          expect(outcome(broken)).toBe('catalogue/unreadable');
        },
      ),
      { seed, numRuns: 3000 },
    );
  });

  test('a format from the future is named as such', () => {
    const newer = encodeItemColumns(new ItemColumns(), 2);
    expect(outcome(newer)).toBe('catalogue/too-new');
  });
});
