import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeColumns } from '../publish/index.ts';
import { buildSimilar } from '../publish/similar/build-similar.ts';
import { encodeSimilar } from '../publish/similar/encode-similar.ts';
import { anyItems, seed } from '../snapshot/any-items.ts';
import { openCatalogue } from '../snapshot/open-catalogue.ts';
import { sampleItems } from '../snapshot/sample-items.ts';
import { decodeSimilar } from './decode-similar.ts';
import type { Edge, ItemGraph } from './item-graph.ts';
import { itemGraph } from './open-item-graph.ts';
import { sameGenre } from './same-genre.ts';
import { sharedPerson } from './shared-person.ts';

console.log(`graph properties, seed ${seed}`);

const sample = openCatalogue(encodeColumns(sampleItems));
const rowOf = (name: string) => sample.rowOf(sampleItems.find((item) => item.name === name)?.id ?? '');
let bytes: Uint8Array;
let graph: ItemGraph;
beforeAll(async () => {
  bytes = await buildSimilar(sample);
  graph = itemGraph(sample, bytes);
});

describe('neighbours', () => {
  test('at most 25, heaviest first, each item once, never itself, weights 0..1', async () => {
    await fc.assert(
      fc.asyncProperty(anyItems(60), async (items) => {
        const catalogue = openCatalogue(encodeColumns(items));
        const any = itemGraph(catalogue, await buildSimilar(catalogue));
        for (let row = 0; row < catalogue.size; row++) {
          const edges = any.neighbours(row);
          expect(edges.length).toBeLessThanOrEqual(25);
          expect(new Set(edges.map((edge) => edge.row)).size).toBe(edges.length);
          expect(edges.every((edge) => edge.row !== row && edge.row >= 0 && edge.row < catalogue.size)).toBe(
            true,
          );
          expect(edges.every((edge) => edge.weight > 0 && edge.weight <= 1)).toBe(true);
          expect(edges.map((edge) => edge.weight)).toEqual(
            edges.map((edge) => edge.weight).toSorted((a, b) => b - a),
          );
        }
      }),
      { seed, numRuns: 40 },
    );
  });

  test('a sequel comes first', () => {
    expect(graph.neighbours(rowOf('Orbit of Glass'))[0]?.row).toBe(rowOf('Orbit of Glass 2'));
    expect(graph.neighbours(rowOf('Harbour Lights'))[0]?.row).toBe(rowOf('Harbour Lights: The Return'));
  });

  test('rows that are none are refused', () => {
    expect(() => graph.neighbours(-1)).toThrow(RangeError);
    expect(() => graph.neighbours(sample.size)).toThrow(RangeError);
  });
});

describe('derived edges', () => {
  const weights = (edges: (row: number, limit: number) => Edge[]) => {
    const all = new Map<string, number>();
    for (let row = 0; row < sample.size; row++) {
      for (const edge of edges(row, 1000)) all.set(`${row} ${edge.row}`, edge.weight);
    }
    return all;
  };

  test('shared people are symmetric, and found in whatever role', () => {
    const all = weights(sharedPerson(sample));
    expect(all.size).toBeGreaterThan(10);
    for (const [pair, weight] of all)
      expect(all.get(pair.split(' ').reverse().join(' '))).toBeCloseTo(weight, 12);
    expect(all.has(`${rowOf('Cold Fjord')} ${rowOf('Harbour Lights: The Return')}`)).toBe(true);
    expect(all.has(`${rowOf('Cold Fjord')} ${rowOf('Paper Tigers')}`)).toBe(false);
  });

  test('a shared director weighs more than a shared name far down the cast', () => {
    const all = weights(sharedPerson(sample));
    const director = all.get(`${rowOf('Knives at Noon')} ${rowOf('The Long Trail South')}`) ?? 0;
    const supporting = all.get(`${rowOf('Cold Fjord')} ${rowOf('Harbour Lights: The Return')}`) ?? 1;
    expect(director).toBeGreaterThan(supporting);
  });

  test('where both know of it, a genre edge weighs the same both ways', () => {
    const all = weights(sameGenre(sample));
    const both = [...all].filter(([pair]) => all.has(pair.split(' ').reverse().join(' ')));
    expect(both.length).toBeGreaterThan(10);
    for (const [pair, weight] of both)
      expect(all.get(pair.split(' ').reverse().join(' '))).toBeCloseTo(weight, 12);
  });

  test('the same rare genres weigh more than one common genre', () => {
    const all = weights(sameGenre(sample));
    const noir = all.get(`${rowOf('Midnight Ledger')} ${rowOf('The Velvet Alibi')}`) ?? 0;
    const fjord = all.get(`${rowOf('Cold Fjord')} ${rowOf('Night Tram')}`) ?? 0;
    const crime = all.get(`${rowOf('Night Tram')} ${rowOf('Midnight Ledger')}`) ?? 0;
    expect(noir).toBeGreaterThan(crime);
    expect(fjord).toBeGreaterThan(crime);
  });
});

describe('the file', () => {
  test('any edges survive encoding', () => {
    const edges = fc.integer({ min: 2, max: 3000 }).chain((rows) =>
      fc.array(
        fc.uniqueArray(fc.tuple(fc.nat(rows - 1), fc.integer({ min: 1, max: 255 })), {
          maxLength: 5,
          selector: ([row]) => row,
        }),
        { minLength: rows, maxLength: rows, size: 'max' },
      ),
    );
    fc.assert(
      fc.property(edges, (lists) => {
        const ascending = lists.map((list, row) =>
          list.filter(([other]) => other !== row).toSorted(([a], [b]) => a - b),
        );
        const starts = Int32Array.from([
          0,
          ...ascending.map((_, i) => ascending.slice(0, i + 1).flat().length),
        ]);
        const similar = {
          k: 5,
          featureVersion: 7,
          version: '00112233445566ff',
          starts,
          neighbours: Int32Array.from(ascending.flat(), ([row]) => row),
          weights: Uint8Array.from(ascending.flat(), ([, weight]) => weight),
        };
        const file = decodeSimilar(encodeSimilar(similar));
        expect(file).toMatchObject({ k: 5, featureVersion: 7, version: similar.version, rows: lists.length });
        ascending.forEach((list, row) => {
          expect(file.edges(row)).toEqual({
            neighbours: Int32Array.from(list, ([other]) => other),
            weights: Uint8Array.from(list, ([, weight]) => weight),
          });
        });
      }),
      { seed, numRuns: 20 },
    );
  });

  test('damage is refused, wherever it is', () => {
    for (let length = 0; length < bytes.length; length += 3) {
      expect(() => decodeSimilar(bytes.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'catalogue/graph-unreadable' }),
      );
    }
    for (let at = 0; at < bytes.length; at++) {
      if (at === 4) continue;
      const broken = bytes.slice();
      broken[at] = (broken[at] as number) ^ 0x41;
      expect(() => decodeSimilar(broken)).toThrow(
        expect.objectContaining({ code: 'catalogue/graph-unreadable' }),
      );
    }
  });

  test('a format from the future is named as such', () => {
    const newer = bytes.slice();
    newer[4] = 2;
    expect(() => decodeSimilar(newer)).toThrow(expect.objectContaining({ code: 'catalogue/too-new' }));
  });

  test('a file of another version is refused', () => {
    const other = openCatalogue(encodeColumns(sampleItems.slice(1)));
    expect(() => itemGraph(other, bytes)).toThrow(
      expect.objectContaining({ code: 'catalogue/graph-of-another-version' }),
    );
  });
});
