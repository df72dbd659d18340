import type { Item } from '@parlour/wire';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDocument, plainNode } from '../testing/arbitrary-documents.ts';
import { arbitraryItem } from '../testing/arbitrary-item.ts';
import { expandDocument, expandGenerally } from './expand-document.ts';
import { expandPlain } from './expand-plain.ts';
import { type Expanded, canonicalText, isObject, vocabulary } from './expanded.ts';
import { itemToJsonLd } from './item-to-json-ld.ts';
import { type ReadItem, jsonLdToItem } from './json-ld-to-item.ts';

const context = 'https://schema.org';

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A node with every set of values ordered and without repetitions: equal for equal statements. Lists keep their order. */
function statements(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const all = value.map((each) => statements(each));
    if (key === '@list') return all;
    const distinct = new Map(all.map((each) => [canonicalText(each), each]));
    return [...distinct.keys()].sort(compareText).map((text) => distinct.get(text));
  }
  if (!isObject(value) || value['@type'] === '@json') return value;
  const entries = Object.entries(value).filter(([, held]) => !Array.isArray(held) || held.length > 0);
  return Object.fromEntries(entries.map(([property, held]) => [property, statements(held, property)]));
}

/** Without the id that we add, and without relative types, which mean nothing in JSON-LD. */
function withoutOurs(node: Expanded): unknown {
  const types = (node['@type'] as string[]).filter((type) => type.includes(':'));
  const { 'urn:parlour:id': _stated, '@id': id, ...rest } = node;
  const foreign = typeof id === 'string' && !id.startsWith('urn:parlour:') ? { '@id': id } : {};
  return statements({ ...rest, ...foreign, '@type': types });
}

/** What is kept is a set of statements; the columns have an order. */
function unordered(read: ReadItem | undefined): unknown {
  return { ...read, item: { ...read?.item, extra: statements(read?.item.extra) } };
}

async function throughJsonLd(item: Item) {
  const [node] = await expandDocument({ '@context': context, ...itemToJsonLd(item) });
  return node ? jsonLdToItem(node) : undefined;
}

test('an item comes back from JSON-LD as it was', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryItem, async (item) => {
      const { id, ...columns } = item;
      expect(await throughJsonLd(item)).toEqual({ id, item: columns });
    }),
    { numRuns: 300 },
  );
});

test('every statement of a document comes back, and no other', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(anyDocument, async (document) => {
      const nodes = await expandDocument(document).catch(() => []);
      for (const node of nodes) {
        const found = jsonLdToItem(node);
        if (!found) continue;
        read++;
        const item = { ...found.item, id: found.id ?? 'movie:made-up' };
        const [again] = await expandDocument({ '@context': context, ...itemToJsonLd(item) });
        expect(withoutOurs(again ?? {})).toEqual(withoutOurs(node));
        expect(unordered(await throughJsonLd(item))).toEqual(unordered({ id: item.id, item: found.item }));
      }
    }),
    { numRuns: 1000 },
  );
  expect(read).toBeGreaterThan(400);
});

test('the fast path answers as the general algorithm does', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(plainNode, async (node) => {
      const document = { '@context': context, ...node };
      const plain = expandPlain(document);
      if (!plain) return;
      answered++;
      expect([plain]).toEqual(await expandGenerally(document));
    }),
    { numRuns: 500 },
  );
  expect(answered).toBeGreaterThan(300);
});

test.each([
  ['@language', { name: { '@value': 'Heat', '@language': 'en' } }],
  ['a prefix', { 'schema:name': 'Heat' }],
  ['a relative link', { url: 'page.html' }],
  ['a nested context', { director: { '@context': { '@vocab': 'http://x.example/' }, name: 'M' } }],
  ['aliases of keywords', { id: 'page', type: 'Movie' }],
  ['a key that is no name', { 'a b': 1 }],
])('the fast path leaves %s to the general algorithm', (_what, node) => {
  expect(expandPlain({ '@context': context, '@type': 'Movie', ...node })).toBeUndefined();
});

test('a remote context is refused by name and never fetched', async () => {
  const document = {
    '@context': ['https://schema.org', 'https://evil.example/context.jsonld'],
    '@type': 'Movie',
    name: 'Heat',
  };
  await expect(expandDocument(document)).rejects.toThrow('https://evil.example/context.jsonld');
});

test('a term that is redefined does not become a column', async () => {
  const [node] = await expandDocument({
    '@context': ['https://schema.org', { name: 'http://other.example/name', title: 'schema:name' }],
    '@type': 'Movie',
    name: 'not the title',
    title: 'Heat',
  });
  const found = jsonLdToItem(node ?? {});
  expect(found?.item.name).toBe('Heat');
  expect(found?.item.extra).toEqual({ 'http://other.example/name': [{ '@value': 'not the title' }] });
});

test('schema.org is one vocabulary under http and https, and the default where there is no context', async () => {
  const documents = [
    { '@context': { '@vocab': 'https://schema.org/' }, '@type': 'Movie', name: 'Heat' },
    { '@type': 'Movie', name: 'Heat' },
  ];
  for (const document of documents) {
    const [node] = await expandDocument(document);
    expect(node).toEqual({ '@type': [`${vocabulary}Movie`], [`${vocabulary}name`]: [{ '@value': 'Heat' }] });
  }
});
