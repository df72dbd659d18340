import { describe, expect, it } from 'vitest';
import { exactMoods } from '../moods/exact-moods.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { engineFor, partsFor, watched } from './engine-for-tests.ts';
import type { RecommendedList } from './recommended-list.ts';

const lowOf = (list: RecommendedList): number => list.entries.filter(({ trust }) => trust.score < 0.6).length;
const collaborativeOnly = { weights: { collaborative: 1, content: 0, graph: 0, context: 0 } };

describe('titles that nobody chose for the person', () => {
  const rated = partsFor((_, index) => (index < 3 ? { publicRatings: { count: 5, mean: 0.9 } } : {}));
  it('are called popular only where somebody rated them', () => {
    const list = engineFor(rated).recommend({ count: 6 });
    expect(list.source).toBe('popular');
    expect(list.entries.map(({ source }) => source)).toEqual([
      ...Array.from({ length: 3 }, () => 'popular'),
      ...Array.from({ length: 3 }, () => 'shuffle'),
    ]);
    for (const { row, source, score, reasons } of list.entries) {
      expect(reasons[0].type).toBe(source);
      expect(score > 0).toBe(rated.popularity[row] > 0);
    }
  });
  it('are so too where they fill up a list of the person', () => {
    const list = engineFor(rated, [watched(rated.catalogue, 8)]).recommend({ count: 200 });
    expect(list.source).toBe('personal');
    expect(list.entries).toHaveLength(200);
    for (const { row, source } of list.entries) {
      if (source === 'popular') expect(rated.popularity[row]).toBeGreaterThan(0);
    }
    expect(list.entries.filter(({ source }) => source === 'shuffle').length).toBeGreaterThan(0);
  });
});

describe('low trust', () => {
  const everyNth = (nth: number) =>
    partsFor((_, index) => ({
      source: Math.floor(index / 6) % nth === 0 ? 'rumour' : 'starter',
      year: 1999,
      platforms: [],
    }));
  it.each([2, 3, 4, 5, 8])('is counted in the list that is shown: one in %i', (nth) => {
    const parts = { ...everyNth(nth), sources: { rumour: 0 } };
    const row = (index: number): number => parts.catalogue.rowOf(`item-${String(index).padStart(3, '0')}`);
    const engine = engineFor(parts, [watched(parts.catalogue, row(7)), watched(parts.catalogue, row(13))]);
    for (const count of [1, 2, 3, 10, 20, 40, 100, 150, 200]) {
      const list = engine.recommend({ count });
      const open = engine.recommend({ count, trust: 'off' });
      const low = lowOf(list);
      expect(list.warning === 'low-trust').toBe(low > 0);
      if (low > 0) {
        expect(list.notice).toMatch(new RegExp(`^${low} titles? of this list`));
        expect(list.hidden).toBe(0);
        expect(low).toBeGreaterThan(0);
      } else if (list.hidden > 0) {
        expect(list.notice).toMatch(new RegExp(`^${list.hidden} titles? hidden: low trust$`));
        expect(list.hidden).toBeLessThanOrEqual(lowOf(open) + Math.ceil(count / 10));
      } else {
        expect(list.notice).toBeUndefined();
      }
      expect(open).toMatchObject({ hidden: 0 });
      expect(open.notice).toBeUndefined();
    }
  });
  it('costs a list of one its first title, and not a warning, where the next ones are trusted', () => {
    const engine = engineFor(partsFor());
    const [first] = engine.recommend({ count: 1 }).entries;
    const parts = partsFor((item) => (item.id === first.item ? { source: 'rumour' } : {}));
    const list = engineFor({ ...parts, sources: { rumour: -3 } }).recommend({ count: 1 });
    expect(list).toMatchObject({ hidden: 1, notice: '1 title hidden: low trust' });
    expect(list.warning).toBeUndefined();
    expect(list.entries).toHaveLength(1);
    expect(list.entries[0].item).not.toBe(first.item);
  });
  it('is kept out of the end of a list that is longer than what the strategies rank', () => {
    const few: Strategy = {
      name: 'collaborative',
      prepare: () => ({
        rank: () => ({
          rows: Int32Array.of(1, 2, 3),
          scores: Float32Array.of(3, 2, 1),
          evidence: () => [],
        }),
      }),
    };
    const fifth = partsFor((_, index) => ({ source: index % 5 === 0 ? 'rumour' : 'starter' }));
    const parts = { ...fifth, sources: { rumour: -3 }, strategies: [few], fusion: collaborativeOnly };
    const list = engineFor(parts, [watched(parts.catalogue, 8)]).recommend({ count: 50 });
    expect(list.entries).toHaveLength(50);
    expect(lowOf(list)).toBe(0);
    expect(list.hidden).toBeGreaterThan(0);
    expect(list.notice).toBe(`${list.hidden} titles hidden: low trust`);
  });
});

describe('trust', () => {
  it('is explained as it was in the list', () => {
    const parts = partsFor();
    const engine = engineFor(
      parts,
      Array.from({ length: 30 }, (_, at) => watched(parts.catalogue, at * 6, at)),
    );
    const { entries } = engine.recommend({ count: 25 });
    engine.recommend({ count: 25, exclude: entries.map(({ item }) => item) });
    expect(new Set(entries.map(({ trust }) => trust.parts.preference)).size).toBeGreaterThan(1);
    for (const { item, trust } of entries) expect(engine.explain(item).trust).toEqual(trust);
    const fresh = engineFor(
      parts,
      Array.from({ length: 30 }, (_, at) => watched(parts.catalogue, at * 6, at)),
    );
    const [{ item, trust }] = entries;
    expect(fresh.explain(item).trust).toEqual(trust);
  });
});

describe('strategies with all of the weight that are', () => {
  const parts = partsFor();
  const events = [watched(parts.catalogue, 5)];
  const silent: Strategy = {
    name: 'collaborative',
    prepare: () => ({
      rank: () => ({ rows: new Int32Array(0), scores: new Float32Array(0), evidence: () => [] }),
    }),
  };
  it.each([
    ['missing', {}],
    ['silent', { strategies: [silent] }],
  ])('%s leave it to the others, in the shares of the start', (_, more) => {
    const engine = engineFor({ ...parts, ...more, fusion: collaborativeOnly }, events);
    const list = engine.recommend({ count: 8 });
    expect(list.source).toBe('personal');
    for (const { row, source, score, explanation } of list.entries) {
      expect(['content', 'context']).toContain(source);
      expect(parts.catalogue.genres(row)).toEqual(parts.catalogue.genres(5));
      expect(score).toBeGreaterThan(0);
      expect(explanation).not.toBe('');
    }
    const [first] = list.entries;
    expect(engine.explain(first.item).score).toBeCloseTo(first.score, 9);
  });
});

describe('a mood', () => {
  const words = 'A funny, comic, hilarious, silly story';
  const parts = partsFor((_, index) => ({
    genres: ['Nothing'],
    synopsis: index % 4 === 0 ? words : 'A man in a town',
  }));
  const { catalogue } = parts;
  const exact = exactMoods(catalogue);
  const lightness = (list: RecommendedList): number =>
    list.entries.reduce((sum, { row }) => sum + exact(row, 'light'), 0) / list.entries.length;
  it.each([
    ['of somebody', [watched(catalogue, 1), watched(catalogue, 2)]],
    ['of nobody', []],
  ])('is looked for in what titles say, in the list %s', (_, events) => {
    const engine = engineFor(parts, events);
    const without = engine.recommend({ count: 20 });
    const light = engine.recommend({ count: 20, context: { mood: 'light' } });
    expect(lightness(light)).toBeGreaterThan(lightness(without) + 0.2);
    const [first] = light.entries;
    const shown = engine.explain(first.item).moods.find(({ mood }) => mood === 'light');
    expect(shown?.level).toBeCloseTo(exact(first.row, 'light'), 2);
    expect(shown?.level).toBeGreaterThan(0.9);
  });
});
