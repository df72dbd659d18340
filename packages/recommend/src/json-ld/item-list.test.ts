import { expandDocument } from '@parlour/catalogue/import';
import { RecommendationEntry, RecommendationRequest } from '@parlour/wire';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { engineFor, partsFor, watched } from '../engine/engine-for-tests.ts';
import { toItemList } from './item-list.ts';

const parts = partsFor();
const { catalogue } = parts;
const request = { count: 5, seed: 3, context: { mood: 'light', minutes: 200 } } as const;
const { entries } = engineFor(parts, [watched(catalogue, 3), watched(catalogue, 4)]).recommend(request);

it('a list is what the wire says it is', () => {
  expect(v.parse(RecommendationRequest, request)).toEqual(request);
  for (const entry of entries) expect(v.is(RecommendationEntry, entry)).toBe(true);
});

it('a list in schema.org terms says the same', () => {
  const document = toItemList(
    catalogue,
    entries.map((entry) => v.parse(RecommendationEntry, entry)),
  );
  expect(document.numberOfItems).toBe(5);
  const [first] = document.itemListElement;
  expect(first).toMatchObject({
    '@type': 'ListItem',
    position: 1,
    score: entries[0].score,
    item: { '@type': 'Movie', '@id': `urn:parlour:${entries[0].item}`, name: catalogue.name(entries[0].row) },
    trust: { '@type': 'Rating', ratingValue: entries[0].trust.score, source: entries[0].trust.parts.source },
  });
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

it('a JSON-LD processor finds the same in it, in the vocabulary of schema.org and ours', async () => {
  const schema = 'http://schema.org/';
  const document = toItemList(
    catalogue,
    entries.map((entry) => v.parse(RecommendationEntry, entry)),
  );
  const [list] = await expandDocument(document);
  expect(list['@type']).toEqual([`${schema}ItemList`]);
  expect(list[`${schema}itemListOrder`]).toEqual([
    { '@value': expect.stringMatching(/^https?:\/\/schema.org\/ItemListUnordered$/) },
  ]);
  const elements = list[`${schema}itemListElement`];
  expect(elements).toHaveLength(entries.length);
  expect(elements).toEqual(
    entries.map(({ item, row, score, trust }, at) =>
      expect.objectContaining({
        '@type': [`${schema}ListItem`],
        [`${schema}position`]: [{ '@value': at + 1 }],
        'urn:parlour:vocabulary:score': [{ '@value': score }],
        [`${schema}item`]: [
          {
            '@id': `urn:parlour:${item}`,
            '@type': [`${schema}Movie`],
            [`${schema}name`]: [{ '@value': catalogue.name(row) }],
          },
        ],
        'urn:parlour:vocabulary:trust': [
          expect.objectContaining({
            '@type': [`${schema}Rating`],
            [`${schema}ratingValue`]: [{ '@value': trust.score }],
            'urn:parlour:vocabulary:sourceTrust': [{ '@value': trust.parts.source }],
          }),
        ],
      }),
    ),
  );
  // Every key stands for an IRI: a processor drops what does not.
  expect(JSON.stringify(list)).toContain('urn:parlour:vocabulary:confidence');
});
