import * as fc from 'fast-check';

const iri = fc.constantFrom(
  'https://schema.org/name',
  'http://schema.org/award',
  'http://other.example/ns#',
  'https://other.example/note',
  'urn:x:note',
  'ex:note',
  'schema:genre',
  'dc:title',
  'name',
  '_:b',
  'http://with space.example/',
);
const words =
  'name film award genre ex schema url sameAs id type Movie urn datePublished director https constructor a:b ex:note 3DModel';
const term = fc.constantFrom(...words.split(' '));
const type = fc.constantFrom(
  '@id',
  'http://schema.org/Date',
  'schema:Date',
  'ex:type',
  '@vocab',
  '@json',
  'Date',
);
const definition = fc.oneof(
  { weight: 4, arbitrary: iri },
  { weight: 2, arbitrary: fc.constantFrom('@id', '@type') },
  { weight: 3, arbitrary: fc.record({ '@id': iri, '@type': type }, { requiredKeys: [] }) },
  fc.constantFrom<unknown>(null, '@value', { '@id': '@id' }, { '@reverse': 'http://other.example/r' }),
  fc.record({ '@id': iri, '@container': fc.constantFrom('@list', '@set', '@language') }),
);
const local = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('https://schema.org/', 'http://schema.org/') },
      fc.constantFrom(undefined, null, 'http://other.example/', 'ex:', '', 'relative'),
    ),
    fc.dictionary(term, definition, { maxKeys: 4 }),
    fc.constantFrom<Record<string, unknown>>({}, {}, {}, { '@version': 1.1 }, { '@language': 'en' }),
  )
  .map(([vocabulary, terms, more]): unknown => ({
    ...(vocabulary === undefined ? {} : { '@vocab': vocabulary }),
    ...terms,
    ...more,
  }));
const one = fc.oneof(
  { weight: 4, arbitrary: local },
  { weight: 2, arbitrary: fc.constantFrom<unknown>('https://schema.org', 'http://schema.org/') },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, {}, 7) },
);

/** Contexts of which most do nothing but map words, and in which words, prefixes and keywords get in each other's way. */
export const anyContext: fc.Arbitrary<unknown> = fc.oneof(one, fc.array(one, { maxLength: 3 }));
