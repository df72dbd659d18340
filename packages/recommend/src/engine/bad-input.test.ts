import { describe, expect, it } from 'vitest';
import type { Strategy } from '../strategies/strategy.ts';
import type { RecommendRequest } from './recommend-request.ts';
import { engineFor, partsFor, today, watched } from './engine-for-tests.ts';

const parts = partsFor();
const { catalogue } = parts;

const refusal = expect.objectContaining({ code: 'recommend/bad-request' });
const ranking = (scores: number[]): Strategy => ({
  name: 'collaborative',
  prepare: () => ({
    rank: () => ({
      rows: Int32Array.from(scores.keys()),
      scores: Float32Array.from(scores),
      evidence: () => [],
    }),
  }),
});

describe('bad input', () => {
  it('no history: public ratings, or a shuffle by the seed', () => {
    const shuffle = engineFor(parts).recommend({ count: 10, seed: 4 });
    expect(shuffle.source).toBe('shuffle');
    expect(shuffle.entries).toHaveLength(10);
    expect(engineFor(parts).recommend({ count: 10, seed: 5 }).entries).not.toEqual(shuffle.entries);
    const rated = partsFor((_, index) => ({ publicRatings: { count: index, mean: 0.8 } }));
    const popular = engineFor(rated).recommend({ count: 10 });
    expect(popular.source).toBe('popular');
    expect(popular.entries[0].reasons[0].type).toBe('popular');
  });
  it('one event: a personal list', () => {
    const list = engineFor(parts, [watched(catalogue, 5)]).recommend({ count: 10 });
    expect(list.source).toBe('personal');
    expect(list.entries).toHaveLength(10);
    expect(catalogue.genres(list.entries[0].row)).toEqual(catalogue.genres(5));
  });
  it('100,000 events: all are taken in', () => {
    const events = Array.from({ length: 100_000 }, (_, at) => ({
      ...watched(catalogue, (at % 250) + Math.floor((at % 250) / 5)),
      at,
      id: `${at}`,
    }));
    const list = engineFor(parts, events).recommend({ count: 10 });
    expect(list.source).toBe('personal');
    expect(list.considered).toBe(50);
    expect(list.entries).toHaveLength(10);
  });
  it('only unknown titles: as for nobody', () => {
    const list = engineFor(parts, [{ ...watched(catalogue, 1), item: 'movie:nowhere:1999' }]).recommend({
      count: 5,
    });
    expect(list.source).toBe('shuffle');
    expect(list.entries).toHaveLength(5);
  });
  it('everything seen: an empty list that says how few were left', () => {
    const events = Array.from({ length: 300 }, (_, row) => watched(catalogue, row));
    const list = engineFor(parts, events).recommend({ count: 5 });
    expect(list.considered).toBe(0);
    expect(list.entries).toEqual([]);
  });
  it('a model that ranks by NaN, or fails: the others make the list, which says so', () => {
    const failing: Strategy = {
      name: 'graph',
      prepare: () => {
        throw new Error('truncated');
      },
    };
    const strategies = [ranking([Number.NaN]), failing];
    const list = engineFor({ ...parts, strategies }, [watched(catalogue, 5)]).recommend({ count: 5 });
    expect(list.source).toBe('personal');
    expect(list.entries).toHaveLength(5);
    expect(list.missing.map(({ strategy }) => strategy)).toEqual(['graph', 'collaborative']);
  });
  it.each(['rank', 'evidence', 'scoreWithout', 'a score that is no number'] as const)(
    'a strategy that fails in %s after it took the history in: the others make list, explanation and likeness',
    (where) => {
      const failing = (one: string): void => {
        if (one === where) throw new Error('out of memory');
      };
      const strategy: Strategy = {
        name: 'collaborative',
        prepare: () => ({
          rank() {
            failing('rank');
            return {
              rows: Int32Array.of(10, 20, 30),
              scores: Float32Array.of(3, 2, 1),
              evidence() {
                failing('evidence');
                return [{ kind: 'history', row: 5, weight: 1 }];
              },
            };
          },
          scoreWithout() {
            failing('scoreWithout');
            return where === 'a score that is no number' ? Number.NaN : 1;
          },
        }),
      };
      const engine = engineFor({ ...parts, strategies: [strategy] }, [watched(catalogue, 5)]);
      const without = engineFor(parts, [watched(catalogue, 5)]).recommend({ count: 5 });
      const list = engine.recommend({ count: 5 });
      expect(list.missing).toEqual([
        expect.objectContaining({ strategy: 'collaborative', why: expect.any(String) }),
      ]);
      expect(list).toEqual({ ...without, missing: list.missing });
      engine.refresh();
      const { score, parts: shares } = engine.explain(list.entries[0].item);
      expect(score).toBeCloseTo(list.entries[0].score, 9);
      expect(shares.map(({ strategy: name }) => name)).not.toContain('collaborative');
      expect(engine.similar(catalogue.id(5), 4)).toHaveLength(4);
    },
  );
  it('an event without a time, or with a strange one', () => {
    const events = [{ ...watched(catalogue, 5), at: Number.NaN }, watched(catalogue, 6, -1e18)];
    expect(engineFor(parts, events).recommend({ count: 5 }).entries).toHaveLength(5);
  });
  it.each([
    { count: 0 },
    { count: 1.5 },
    { count: 1e9 },
    { count: Number.NaN },
    { count: 5, seed: Number.NaN },
    { count: 5, context: { minutes: -1 } },
    { count: 5, context: { now: Number.POSITIVE_INFINITY } },
    { count: 5, context: { mood: 'happy' } },
    { count: 5, context: { device: 'fridge' } },
    { count: 5, context: { platforms: 'even' } },
    { count: 5, exclude: 'item-001' },
    { count: 5, exclude: [1] },
    { count: 5, genres: 'War' },
    { count: 5, trust: 'none' },
  ])('a request that makes no sense is refused: %j', (request) => {
    // As it may come from a page: its type is what is tested.
    expect(() => engineFor(parts).recommend(request as RecommendRequest)).toThrow(refusal);
  });
  it.each([-1, 0, 1.5, Number.NaN, 1e9])('%d similar titles are refused', (count) => {
    expect(() => engineFor(parts).similar(catalogue.id(1), count)).toThrow(refusal);
  });
  it('a moment that makes no sense is refused in explanations', () => {
    expect(() => engineFor(parts).explain(catalogue.id(1), { now: Number.NaN })).toThrow(refusal);
  });
  it('a title that is not there is refused', () => {
    const unknown = expect.objectContaining({ code: 'recommend/unknown-item' });
    expect(() => engineFor(parts).similar('movie:nowhere:1', 3)).toThrow(unknown);
    expect(() => engineFor(parts).explain('movie:nowhere:1')).toThrow(unknown);
  });
  it('filters that nothing passes: an empty list', () => {
    const list = engineFor(parts, [watched(catalogue, 5, today)]).recommend({ count: 5, genres: ['None'] });
    expect(list).toMatchObject({ entries: [], considered: 0 });
  });
});
