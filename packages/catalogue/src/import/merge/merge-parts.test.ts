import { Item } from '@parlour/wire';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { expandDocument } from '../json-ld/expand-document.ts';
import { itemToJsonLd } from '../json-ld/item-to-json-ld.ts';
import { jsonLdToItem } from '../json-ld/json-ld-to-item.ts';
import type { Part } from '../part.ts';
import { arbitraryItem } from '../testing/arbitrary-item.ts';
import { anyDocument } from '../testing/arbitrary-documents.ts';
import { makePart } from '../testing/make-part.ts';
import { mergeParts } from './merge-parts.ts';
import { sameItem } from './same-item.ts';

type Columns = Omit<Item, 'id'>;

const arbitraryPart: fc.Arbitrary<Part> = fc
  .tuple(arbitraryItem, fc.constantFrom('starter', 'jsonld', 'tmdb', 'netflix-csv', 'movielens'), fc.nat(99))
  .map(([{ id: _id, ...item }, source, key]) => ({ ...item, source, key: String(key) }));

const someParts = fc.uniqueArray(arbitraryPart, {
  minLength: 1,
  maxLength: 4,
  selector: (part) => `${part.source} ${part.key}`,
});

test('the order of the parts makes no difference, and the result is a valid item', () => {
  fc.assert(
    fc.property(someParts, (parts) => {
      const merged = mergeParts(parts);
      expect(mergeParts([...parts].reverse())).toEqual(merged);
      expect(v.safeParse(Item, { id: 'movie:x', ...merged }).issues).toBeUndefined();
    }),
  );
});

test('nothing that a part lists is lost', () => {
  fc.assert(
    fc.property(someParts, (parts) => {
      const merged = mergeParts(parts);
      for (const part of parts) {
        expect(new Set([merged.name, ...merged.alternateNames])).toContain(part.name);
        for (const genre of part.genres) expect(merged.genres).toContain(genre);
        for (const offer of part.platforms) {
          const kept = merged.platforms.filter(
            (each) => each.platform === offer.platform && each.country === offer.country,
          );
          expect(kept).toHaveLength(1);
          expect(kept[0]?.checkedAt ?? -1).toBeGreaterThanOrEqual(offer.checkedAt ?? -1);
        }
        for (const property of Object.keys(part.extra ?? {})) expect(merged.extra).toHaveProperty([property]);
      }
    }),
  );
});

async function throughJsonLd(item: Columns): Promise<Columns> {
  const [node] = await expandDocument({
    '@context': 'https://schema.org',
    ...itemToJsonLd({ id: 'movie:x', ...item }),
  });
  const read = jsonLdToItem(node ?? {});
  if (!read) throw new Error('It did not come back at all.');
  return read.item;
}

test('what was merged comes back from JSON-LD as it was', async () => {
  let merged = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyDocument, { minLength: 2, maxLength: 3 }), async (documents) => {
      const parts: Part[] = [];
      for (const document of documents) {
        const [node] = await expandDocument({ ...document, '@type': 'Movie' }).catch(() => []);
        const read = node && jsonLdToItem(node);
        if (read) parts.push({ ...read.item, type: 'Movie', source: 'jsonld', key: String(parts.length) });
      }
      if (parts.length < 2) return;
      merged++;
      const item = mergeParts(parts);
      const again = await throughJsonLd(item);
      const { extra: _extra, ...columns } = item;
      const { extra: _again, ...columnsAgain } = again;
      expect(sameItem(columnsAgain, columns)).toBe(true);
      expect(columnsAgain.name).toBe(columns.name);
      expect(sameItem(await throughJsonLd(again), again)).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(merged).toBeGreaterThan(100);
});

test('the most trusted source decides, the others complete it', () => {
  const merged = mergeParts([
    makePart({ name: 'Se7en', source: 'movielens', year: 1996, publicRatings: { count: 3, mean: 0.5 } }),
    makePart({
      name: 'Seven',
      source: 'starter',
      year: 1995,
      directors: ['David Fincher'],
      synopsis: 'Ours.',
    }),
    makePart({
      name: 'Seven',
      source: 'netflix-csv',
      directors: ['david fincher'],
      runtime: 127,
      synopsis: 'Theirs.',
    }),
    makePart({ name: 'SEVEN', source: 'movietweetings', publicRatings: { count: 1, mean: 0.9 } }),
  ]);
  expect(merged).toMatchObject({
    name: 'Seven',
    alternateNames: ['Se7en', 'SEVEN'],
    year: 1995,
    directors: ['David Fincher'],
    runtime: 127,
    synopsis: 'Ours.',
    source: 'starter',
  });
  expect(merged.publicRatings?.count).toBe(4);
  expect(merged.publicRatings?.mean).toBeCloseTo(0.6);
});

test('a series began in the earliest year that is named', () => {
  const merged = mergeParts([
    makePart({ name: 'Dark', type: 'TVSeries', source: 'tmdb', year: 2017, seasons: 2 }),
    makePart({ name: 'Dark', type: 'TVSeries', source: 'netflix-csv', year: 2020, seasons: 3 }),
  ]);
  expect(merged).toMatchObject({ year: 2017, seasons: 3 });
});
