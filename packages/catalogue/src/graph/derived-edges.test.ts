import * as fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { encodeColumns } from '../publish/index.ts';
import { buildSimilar } from '../publish/similar/build-similar.ts';
import { anyItems, seed } from '../snapshot/any-items.ts';
import type { Catalogue } from '../snapshot/catalogue.ts';
import { openCatalogue } from '../snapshot/open-catalogue.ts';
import { sampleItems } from '../snapshot/sample-items.ts';
import { byWeight } from './heaviest.ts';
import type { Edge } from './item-graph.ts';
import { itemGraph } from './open-item-graph.ts';
import { sameGenre } from './same-genre.ts';
import { sharedPerson } from './shared-person.ts';

console.log(`derived edges, seed ${seed}`);

/** The same by looking at every title, with nothing made beforehand. */
function looked(catalogue: Catalogue, weigh: (a: number, b: number) => number, type: Edge['type']) {
  const rows = Array.from({ length: catalogue.size }, (_, row) => row);
  return (row: number, limit: number): Edge[] =>
    rows
      .filter((other) => other !== row)
      .map((other) => ({ row: other, type, weight: weigh(row, other) }))
      .filter(({ weight }) => weight > 0)
      .sort(byWeight)
      .slice(0, limit);
}

const count = <T>(all: readonly T[], one: T): number => all.filter((each) => each === one).length;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function personWeight(catalogue: Catalogue) {
  const rows = Array.from({ length: catalogue.size }, (_, row) => row);
  const everybody = rows.flatMap((row) => [...catalogue.directors(row), ...catalogue.cast(row)]);
  const shares = (row: number): [string, number][] => [
    ...catalogue.directors(row).map((name): [string, number] => [name, 1]),
    ...catalogue.cast(row).map((name, at): [string, number] => [name, 0.8 / (1 + at / 4)]),
  ];
  return (a: number, b: number): number => {
    const theirs = shares(b);
    const all = sum(
      shares(a).map(([name, own]) => {
        const both = theirs.filter(([other]) => other === name).map(([, share]) => share);
        return (own * sum(both)) / Math.log2(1 + count(everybody, name));
      }),
    );
    return (0.9 * all) / (all + 0.2);
  };
}

function genreWeight(catalogue: Catalogue) {
  const rows = Array.from({ length: catalogue.size }, (_, row) => row);
  const everywhere = rows.flatMap((row) => catalogue.genres(row));
  const rarity = (genre: string): number => Math.log2(1 + catalogue.size / count(everywhere, genre));
  const fame = rows.map((row) => Math.log1p(catalogue.publicRatings(row)?.count ?? 0));
  const most = Math.max(1e-300, ...fame);
  return (a: number, b: number): number => {
    const [own, theirs] = [catalogue.genres(a), catalogue.genres(b)];
    const rarest = Math.min(...own.map((genre) => count(everywhere, genre)));
    // Of equally rare ones the first in the dictionary leads; a pair that shares only another of them is not looked at.
    const codes = catalogue.coded('genres');
    const leading = own
      .filter((genre) => count(everywhere, genre) === rarest)
      .toSorted((left, right) => codes.codeOf(left) - codes.codeOf(right))[0];
    if (leading === undefined || !theirs.includes(leading)) return 0;
    const both = sum(own.filter((genre) => theirs.includes(genre)).map(rarity));
    const either = sum(own.map(rarity)) + sum(theirs.map(rarity)) - both;
    const [yearA, yearB] = [catalogue.year(a), catalogue.year(b)];
    const apart = yearA === undefined || yearB === undefined ? 1 : Math.min(1, Math.abs(yearA - yearB) / 20);
    const known = Math.sqrt(((fame[a] as number) / most) * ((fame[b] as number) / most));
    return 0.4 * Math.min(1, both / either) * (1 - 0.5 * apart) * (0.8 + 0.2 * known);
  };
}

test.each([
  ['shared people', sharedPerson, personWeight, 'shared-person'],
  ['the same genres', sameGenre, genreWeight, 'same-genre'],
] as const)('edges by %s are those that a look at every pair finds', (_, edges, weight, type) => {
  fc.assert(
    fc.property(anyItems(30), fc.constantFrom(1, 3, 25), (items, limit) => {
      const catalogue = openCatalogue(encodeColumns(items));
      const found = edges(catalogue);
      const expected = looked(catalogue, weight(catalogue), type);
      for (let row = 0; row < catalogue.size; row++) {
        const [own, theirs] = [found(row, limit), expected(row, limit)];
        // Sums in another order differ in the last digit, so that of near equals either may come first.
        expect(own.length).toBe(theirs.length);
        for (const [at, edge] of own.entries()) {
          expect(edge.type).toBe(type);
          expect(edge.weight).toBeCloseTo(theirs[at]?.weight ?? Number.NaN, 12);
          expect(edge.weight).toBeCloseTo(weight(catalogue)(row, edge.row), 12);
        }
      }
    }),
    { seed, numRuns: 60 },
  );
});

test('what neighbours are found by may go when nobody asks, and is made again with equal answers', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const opened = openCatalogue(encodeColumns(sampleItems));
  let made = 0;
  const catalogue: Catalogue = {
    ...opened,
    coded(column) {
      made += Number(column === 'cast');
      return opened.coded(column);
    },
  };
  const graph = itemGraph(catalogue, await buildSimilar(opened));
  const all = () => Array.from({ length: catalogue.size }, (_, row) => graph.neighbours(row));
  const before = all();
  expect(made).toBe(1);
  await new Promise(setImmediate);
  collect();
  expect(all()).toEqual(before);
  expect(made).toBe(2);
});
