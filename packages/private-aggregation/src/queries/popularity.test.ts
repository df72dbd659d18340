import type { Query } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, norm } from '../encoding/clip.ts';
import { mostTitles, popularity, popularityId, popularityScale } from './popularity.ts';

const name = '0123456789abcdef0123456789abcdef';
const query = (change: Partial<Query> = {}): Query => ({
  id: popularityId(name),
  version: 1,
  purpose: 'To learn what many watch.',
  dimension: 40,
  scale: popularityScale(16, 1),
  clipShare: 1,
  sumNorm: 0.4,
  ...change,
});
const list = Array.from({ length: 40 }, (_, place) => `movie:film-${place}:2000`);
const ones = (vector: Float64Array): number[] => [...vector.keys()].filter((place) => vector[place] !== 0);

describe('popularity', () => {
  it('says 1 for what was watched and is in the list, and 0 for the rest', () => {
    const watched = [3, 0, 7].map((place) => ({ item: list[place], at: place }));
    const said = popularity.answer(
      { query: query(), norm: 1 },
      { watched: [...watched, { item: 'movie:unknown:1999', at: 9 }], list },
    );
    expect(ones(said.vector)).toEqual([0, 3, 7]);
    expect(said.items).toEqual([list[7], list[3], list[0]]);
  });

  it('counts as many titles as the clip lets through whole, those watched last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.05, max: 4, noNaN: true }),
        fc.array(fc.record({ place: fc.nat(39), at: fc.nat(1000) }), { maxLength: 60 }),
        (titles, share, seen) => {
          const asked = { query: query({ scale: popularityScale(titles, share) }), norm: share };
          expect(mostTitles(asked)).toBeGreaterThanOrEqual(titles);
          expect(mostTitles(asked)).toBeLessThan(4 * titles + 1);
          const latest = new Map<string, number>();
          for (const { place, at } of seen)
            latest.set(list[place], Math.max(at, latest.get(list[place]) ?? 0));
          const watched = [...latest].map(([item, at]) => ({ item, at }));
          const { vector, items } = popularity.answer(asked, { watched, list });
          expect(items).toHaveLength(Math.min(watched.length, mostTitles(asked)));
          const scaled = vector.map((value) => value * asked.query.scale);
          // To the last digit of a double.
          expect(norm(scaled)).toBeLessThanOrEqual(asked.norm * (1 + 2 ** -50));
          expect(norm(clip(scaled.slice(), asked.norm))).toBeCloseTo(norm(scaled), 9);
          const oldest = Math.min(...items.map((item) => latest.get(item) ?? 0));
          const left = watched.filter(({ item }) => !items.includes(item));
          expect(left.every(({ at }) => at <= oldest)).toBe(true);
        },
      ),
    );
  });

  it('is zeros where the list is not the one that is asked about', () => {
    const watched = [{ item: list[3], at: 1 }];
    const said = popularity.answer({ query: query(), norm: 1 }, { watched, list: list.slice(1) });
    expect(said).toEqual({ vector: new Float64Array(40), items: [] });
  });

  it.each([
    ['no list named', query({ id: 'popularity' })],
    ['half a name', query({ id: popularityId(name.slice(0, 16)) })],
    ['a scale that lets no title through', query({ scale: 1.01 })],
  ])('does not accept %s', (_, asked) => {
    expect(popularity.accepts({ query: asked, norm: 1 })).toBe(false);
    expect(popularity.accepts({ query: query(), norm: 1 })).toBe(true);
  });
});
