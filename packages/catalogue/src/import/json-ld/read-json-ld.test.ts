import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readJsonLd } from './read-json-ld.ts';

const context = 'https://schema.org';
const heat = { '@type': 'Movie', '@id': 'urn:parlour:movie:heat:1995', name: 'Heat', datePublished: '1995' };
const ran = {
  '@type': 'Movie',
  name: 'Ran',
  datePublished: '1985',
  genre: ['War', 'Sci-Fi'],
  countryOfOrigin: 'Japan',
};

async function read(name: string, content: string | Uint8Array) {
  const folder = await temporaryFolder({ [name]: content });
  return collect(readJsonLd(join(folder, name)));
}

const asIs = JSON.stringify;
const inContext = (node: object) => ({ '@context': context, ...node });

test.each<[string, string, string | Uint8Array]>([
  ['an array', 'a.json', asIs([inContext(heat), inContext(ran)], undefined, 2)],
  ['a graph', 'a.jsonld', asIs({ '@context': context, '@graph': [heat, ran] })],
  ['a graph before its context', 'a.jsonld', asIs({ '@graph': [heat, ran], '@context': context })],
  ['a graph in an array', 'a.jsonld', asIs([{ '@context': context, '@graph': [heat, ran] }])],
  [
    'a graph over many lines',
    'a.jsonld',
    asIs({ '@context': [context], '@graph': [heat, ran] }, undefined, 2),
  ],
  [
    'a graph under a context of our own',
    'a.jsonld',
    asIs({ '@context': [context, { ex: 'http://example.org/' }], '@graph': [heat, ran] }),
  ],
  ['a document a line', 'a.txt', `${asIs(inContext(heat))}\r\n\r\n${asIs(inContext(ran))}\r\n`],
  ['a document a line, by its name', 'a.ndjson', `${asIs(inContext(heat))}\n${asIs(inContext(ran))}`],
  [
    'documents one after the other',
    'a.json',
    `${asIs(inContext(heat), undefined, 2)}\n${asIs(inContext(ran), undefined, 2)}`,
  ],
  ['a byte order mark', 'a.json', `\uFEFF${asIs([heat, ran])}`],
  ['a packed file', 'a.ndjson.gz', gzipSync(`${asIs(inContext(heat))}\n${asIs(inContext(ran))}`)],
  [
    'a named graph',
    'a.json',
    asIs({ '@context': context, '@id': 'http://example.org/g', '@graph': [heat, ran] }),
  ],
])('%s', async (_what, name, content) => {
  const { parts, refusals } = await read(name, content);
  expect(refusals).toEqual([]);
  expect(parts).toEqual([
    expect.objectContaining({ name: 'Heat', year: 1995, key: 'export:movie:heat:1995', source: 'jsonld' }),
    expect.objectContaining({
      name: 'Ran',
      genres: ['War', 'Science Fiction'],
      countries: ['JP'],
      key: 'movie:ran:1985:',
    }),
  ]);
});

test('what is no title is named by line, and the rest goes in', async () => {
  const lines = [
    asIs(inContext(heat)),
    '{"@context": "https://schema.org", "@type": "Movie"',
    asIs({ '@context': 'https://evil.example/c', '@type': 'Movie', name: 'Remote' }),
    asIs(inContext({ '@type': 'Movie' })),
    asIs(inContext({ '@type': 'Person', name: 'Michael Mann' })),
    asIs(inContext({ name: 'No type' })),
    asIs({ '@context': { '@vocab': 'http://other.example/' }, '@type': 'Movie', name: 'Other' }),
    '17',
    asIs(inContext(ran)),
  ];
  const { parts, refusals } = await read('a.ndjson', lines.join('\n'));
  expect(parts.map((part) => part.name)).toEqual(['Heat', 'Ran']);
  expect(refusals.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(refusals[1]?.reason).toContain('https://evil.example/c');
  expect(refusals[2]?.reason).toBe('It has no name.');
  expect(refusals[3]?.reason).toContain('Person');
  expect(refusals[5]?.reason).toContain('http://other.example/Movie');
});

test('people whom a graph lists beside its titles go into the titles that name them', async () => {
  const people = [
    { '@type': 'Person', '@id': '_:mann', name: 'Michael Mann', spouse: { '@id': '_:summer' } },
    { '@type': 'Person', '@id': '_:summer', name: 'Summer', spouse: { '@id': '_:mann' } },
    { '@type': 'Person', '@id': '_:nobody', name: 'Nobody' },
  ];
  const graph = [...people, { ...heat, director: { '@id': '_:mann' } }];
  const { parts, refusals } = await read(
    'a.jsonld',
    asIs({ '@context': context, '@graph': graph }, undefined, 2),
  );
  expect(parts[0]?.directors).toEqual(['Michael Mann']);
  expect(JSON.stringify(parts[0]?.extra)).toContain('Summer');
  expect(refusals).toHaveLength(1);
  expect(refusals[0]?.reason).toContain('no title of the file refers to it');
});

test('lines within a graph are those of the file, and what follows the graph is not lost silently', async () => {
  const text = `{\n"@context": ["https://schema.org"],\n"@graph": [\n${asIs(heat)},\n{"@type": "Movie"}\n],\n"@included": []}`;
  const { parts, refusals } = await read('a.jsonld', text);
  expect(parts).toHaveLength(1);
  expect(refusals.map(({ line, reason }) => [line, reason.slice(0, 24)])).toEqual([
    [3, 'Something follows the gr'],
    [5, 'It has no name.'],
  ]);
});
