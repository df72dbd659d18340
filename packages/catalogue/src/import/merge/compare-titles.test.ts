import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Part } from '../part.ts';
import { makePart } from '../testing/make-part.ts';
import { compareTitles } from './compare-titles.ts';

const film = (given: Partial<Part>) => makePart({ name: 'Crash', year: 2004, ...given });
const other = (given: Partial<Part>) => film({ source: 'other', ...given });

test.each<[string, Part, Part, string]>([
  [
    'the same id, whatever else',
    film({ externalIds: { imdb: 'tt0375679' } }),
    other({ name: 'Alto impacto', year: 2010, externalIds: { imdb: 'tt0375679' } }),
    'ids',
  ],
  [
    'different ids',
    film({ externalIds: { imdb: 'tt0375679' } }),
    other({ externalIds: { imdb: 'tt0115964' } }),
    'different',
  ],
  [
    'one id the same, one not',
    film({ externalIds: { imdb: 'tt0375679', tmdb: '1' } }),
    other({ externalIds: { imdb: 'tt0375679', tmdb: '2' } }),
    'ids',
  ],
  [
    'the same number for a film and a series',
    film({ externalIds: { tmdb: '603' } }),
    other({ type: 'TVSeries', externalIds: { tmdb: '603' } }),
    'different',
  ],
  [
    'name and director',
    film({ directors: ['Paul Haggis'] }),
    other({ year: 2005, directors: ['Haggis, Paul'] }),
    'people',
  ],
  [
    'name and year, but other people',
    film({ directors: ['Paul Haggis'], cast: ['Don Cheadle'] }),
    other({ directors: ['David Cronenberg'], cast: ['Holly Hunter'] }),
    'different',
  ],
  ['name and year, nothing else to compare', film({ directors: ['Paul Haggis'] }), other({}), 'year'],
  ['name and the year before', film({}), other({ year: 2003 }), 'near-year'],
  ['name and an earlier year', film({}), other({ year: 1996 }), 'different'],
  ['name, and no year', film({}), other({ year: undefined }), 'different'],
  [
    'name and director, and no year',
    film({ directors: ['Paul Haggis'] }),
    other({ year: undefined, directors: ['Paul Haggis'] }),
    'people',
  ],
  ['name and year, but half as long', film({ runtime: 112 }), other({ runtime: 56 }), 'different'],
  [
    'an alternate name and year',
    film({ alternateNames: ['Alto impacto'] }),
    other({ name: 'ALTO IMPACTO' }),
    'year',
  ],
  [
    'two alternate names',
    film({ alternateNames: ['Alto impacto'] }),
    other({ name: 'Collision', alternateNames: ['Alto impacto'] }),
    'different',
  ],
  ['one source listing it twice', film({}), film({}), 'different'],
  ['one source listing it twice with its runtime', film({ runtime: 112 }), film({ runtime: 112 }), 'year'],
  ['a film and a series', film({}), other({ type: 'TVSeries' }), 'different'],
  [
    'a series by the year of its last season',
    film({ type: 'TVSeries', cast: ['A', 'B'] }),
    other({ type: 'TVSeries', year: 2009, cast: ['B', 'A', 'C'] }),
    'people',
  ],
  [
    'a series of the year after',
    film({ type: 'TVSeries' }),
    other({ type: 'TVSeries', year: 2005 }),
    'different',
  ],
])('%s', (_what, a, b, verdict) => {
  expect(compareTitles(a, b)).toBe(verdict);
  expect(compareTitles(b, a)).toBe(verdict);
});

test('the verdict does not depend on which is which', () => {
  const people = fc.subarray(['A', 'B', 'C', 'D']);
  const title = fc.record({
    name: fc.constantFrom('Crash', 'Heat'),
    type: fc.constantFrom('Movie', 'TVSeries'),
    source: fc.constantFrom('x', 'y'),
    year: fc.constantFrom(undefined, 1995, 1996, 2004),
    runtime: fc.constantFrom(undefined, 50, 100, 101),
    directors: people,
    cast: people,
    alternateNames: fc.subarray(['Heat', 'Crash']),
    externalIds: fc.record(
      { imdb: fc.constantFrom('tt0000001', 'tt0000002'), tmdb: fc.constantFrom('1', '2') },
      { requiredKeys: [] },
    ),
  });
  fc.assert(
    fc.property(title, title, (a, b) => {
      expect(compareTitles(makePart(a), makePart(b))).toBe(compareTitles(makePart(b), makePart(a)));
    }),
    { numRuns: 1000 },
  );
});
