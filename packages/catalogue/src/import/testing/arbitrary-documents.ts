import * as fc from 'fast-check';
import { schemaOrgContext } from '../json-ld/schema-org-context.ts';

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const text = fc.oneof(
  word,
  fc.constantFrom('Heat', 'Sci-Fi', 'US', 'France', 'en', '1999', '1999-05-01', 'PT2H16M', 'PT136M', '12'),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const link = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'https://www.imdb.com/title/tt0113277/',
    'https://www.imdb.com/title/tt0133093',
    'http://example.org/a',
    'urn:x:y',
  ),
);
const linkProperty = fc.constantFrom('sameAs', 'url', 'image', 'license');
const plainProperty = fc.constantFrom(
  'name',
  'alternateName',
  'genre',
  'datePublished',
  'dateCreated',
  'duration',
  'timeRequired',
  'numberOfSeasons',
  'director',
  'creator',
  'actor',
  'countryOfOrigin',
  'inLanguage',
  'contentRating',
  'description',
  'abstract',
  'offers',
  'potentialAction',
  'identifier',
  'aggregateRating',
  'sdPublisher',
  'sdDatePublished',
  'award',
  'about',
);
const nestedType = fc.constantFrom(
  'Person',
  'Organization',
  'Offer',
  'WatchAction',
  'AggregateRating',
  'Country',
  'PropertyValue',
);
const titleType = fc.constantFrom('Movie', 'TVSeries', 'VideoGame', '3DModel');

type Json = Record<string, unknown>;

const oneOrMore = <T>(each: fc.Arbitrary<T>) =>
  fc.oneof(each, fc.array(each, { minLength: 1, maxLength: 3 }));
const merged = (...parts: fc.Arbitrary<Json>[]) =>
  fc.tuple(...parts).map((all): Json => Object.assign({}, ...all));
const links = fc.dictionary(linkProperty, oneOrMore(link), { maxKeys: 2 });

const nested: fc.Arbitrary<Json> = merged(
  nestedType.map((type) => ({ '@type': type })),
  fc.dictionary(
    fc.constantFrom(
      'name',
      'ratingValue',
      'ratingCount',
      'bestRating',
      'propertyID',
      'value',
      'offeredBy',
      'target',
      'jobTitle',
    ),
    oneOrMore(scalar),
    { maxKeys: 4 },
  ),
  links,
);

/** Nodes that use types, nested nodes and plain values only: what the fast path answers for. */
export const plainNode: fc.Arbitrary<Json> = merged(
  fc.dictionary(plainProperty, oneOrMore(fc.oneof({ weight: 3, arbitrary: scalar }, nested)), { maxKeys: 8 }),
  links,
  fc.record({ '@type': oneOrMore(titleType), name: oneOrMore(fc.oneof(word, fc.constant('Heat'))) }),
  fc.option(link, { nil: undefined }).map((id): Json => (id === undefined ? {} : { '@id': id })),
);

const value: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  nested,
  fc.record({ '@value': text, '@language': fc.constantFrom('en', 'de', 'fr-CA') }),
  fc.record({
    '@value': text,
    '@type': fc.constantFrom('http://www.w3.org/2001/XMLSchema#date', 'xsd:gYear'),
  }),
  fc.record({ '@list': fc.array(fc.oneof(scalar, nested), { maxLength: 3 }) }),
  fc.record({ '@id': link }),
  fc.record({ '@value': fc.jsonValue({ maxDepth: 2 }), '@type': fc.constant('@json') }),
  fc.record({ '@set': fc.array(scalar, { maxLength: 3 }) }),
  nested.map((node) => ({ '@graph': [node] })),
  fc.record({
    '@type': fc.constant('Person'),
    name: word,
    '@context': fc.constant({ '@vocab': 'http://other.example/' }),
  }),
);

/** Contexts that rename, override, scope and collide. `https://schema.org` stays the base of each but the last two. */
const context: fc.Arbitrary<unknown> = fc.constantFrom<unknown[]>(
  'https://schema.org',
  ['http://schema.org/', { award: 'http://other.example/prize', ex: 'http://example.org/ns#' }],
  ['https://schema.org', { name: 'http://other.example/name', label: 'schema:name' }],
  ['https://schema.org', { alternateName: { '@id': 'schema:alternateName', '@container': '@language' } }],
  [
    'https://schema.org',
    { actor: { '@id': 'schema:actor', '@container': '@list' }, author: { '@reverse': 'schema:workExample' } },
  ],
  [
    'https://schema.org',
    { about: { '@id': 'schema:about', '@context': { name: 'http://third.example/name' } } },
  ],
  { ...schemaOrgContext, '@vocab': 'https://schema.org/', genre: null },
  {
    '@vocab': 'http://other.example/',
    Movie: 'http://schema.org/Movie',
    name: 'https://schema.org/name',
    schema: 'http://schema.org/',
  },
);

/** Documents that use the whole language. Not all of them are valid; those are refused. */
export const anyDocument: fc.Arbitrary<Json> = merged(
  plainNode,
  fc.dictionary(
    fc.oneof(
      plainProperty,
      fc.constantFrom(
        'schema:award',
        'schema:name',
        'http://example.org/ns#note',
        'ex:note',
        'label',
        'name',
      ),
    ),
    oneOrMore(value),
    { maxKeys: 5 },
  ),
  fc.oneof(
    fc.constant({}),
    fc.record({ '@reverse': fc.record({ 'schema:isPartOf': nested }) }),
    fc.record({ '@included': fc.array(nested, { minLength: 1, maxLength: 2 }) }),
    fc.record({ author: fc.record({ '@id': link }) }),
    fc.record({ alternateName: fc.record({ de: word, fr: fc.array(word, { minLength: 1, maxLength: 2 }) }) }),
    fc.record({ '@graph': fc.array(nested, { minLength: 1, maxLength: 2 }) }),
  ),
  fc.record({ '@context': context }),
);
