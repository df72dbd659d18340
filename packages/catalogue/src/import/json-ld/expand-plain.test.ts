import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyContext } from '../testing/arbitrary-contexts.ts';
import { plainNode } from '../testing/arbitrary-documents.ts';
import { expandDocument, expandGenerally } from './expand-document.ts';
import { expandPlain } from './expand-plain.ts';

const links = fc.constantFrom('ex:a', 'urn:x:y', 'schema:name', 'https://example.org/a', 'page');
const node = fc
  .tuple(
    plainNode,
    fc.dictionary(
      fc.constantFrom('film', 'ex', 'ex:note', 'urn:x:note', 'schema', 'schema:name', 'id', 'type', '@id'),
      fc.oneof(links, fc.constantFrom<unknown>(null, [], ['Movie', null], true, { '@id': 'urn:x:y' })),
      { maxKeys: 2 },
    ),
  )
  .map((parts): Record<string, unknown> => Object.assign({}, ...parts) as Record<string, unknown>);

test('under any context the fast path answers as the general algorithm does, to the order of the properties', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(anyContext, node, async (context, content) => {
      const document = { '@context': context, ...content };
      const plain = expandPlain(document);
      if (!plain) return;
      answered++;
      const general = await expandGenerally(document);
      if (typeof context === 'string') expect([plain]).toEqual(general);
      else expect(JSON.stringify([plain])).toBe(JSON.stringify(general));
    }),
    { numRuns: 3000 },
  );
  expect(answered).toBeGreaterThan(300);
});

test('without a context too', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(node, async (document) => {
      const plain = expandPlain(document);
      if (!plain) return;
      answered++;
      expect(JSON.stringify([plain])).toBe(JSON.stringify(await expandGenerally(document)));
    }),
  );
  expect(answered).toBeGreaterThan(5);
});

test.each<[string, unknown]>([
  ['a vocabulary alone', { '@vocab': 'https://schema.org/' }],
  ['terms', { '@vocab': 'https://schema.org/', film: 'https://schema.org/name', id: '@id' }],
  ['schema.org and terms', ['https://schema.org', { ex: 'http://ex.example/', note: 'ex:note' }]],
  ['types', { '@vocab': 'http://schema.org/', url: { '@type': '@id' }, ex: 'http://ex.example/#' }],
])('the fast path answers under %s', (_what, context) => {
  expect(expandPlain({ '@context': context, '@type': 'Movie', name: 'Heat' })).toBeDefined();
});

test.each<[string, unknown]>([
  ['a language', { '@vocab': 'https://schema.org/', '@language': 'en' }],
  [
    'a list',
    { '@vocab': 'https://schema.org/', actor: { '@id': 'http://schema.org/actor', '@container': '@list' } },
  ],
  ['a scoped context', { '@vocab': 'https://schema.org/', actor: { '@id': 'ex:a', '@context': {} } }],
  ['a term without a meaning', { '@vocab': 'https://schema.org/', actor: null }],
  ['another address', 'https://evil.example/context'],
  ['another address among others', ['https://schema.org', 'https://evil.example/context']],
])('the fast path leaves %s to the general algorithm', (_what, context) => {
  expect(expandPlain({ '@context': context, '@type': 'Movie', name: 'Heat' })).toBeUndefined();
});

test('more contexts than are remembered', async () => {
  for (let number = 0; number < 200; number++) {
    const context = { '@vocab': 'https://schema.org/', film: `http://film.example/${number % 120}` };
    const [node] = await expandDocument({ '@context': context, '@type': 'Movie', film: 'x' });
    expect(node).toHaveProperty([`http://film.example/${number % 120}`]);
  }
});
