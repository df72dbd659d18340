import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowCosine } from '../space/likeness.ts';
import type { DeviceType } from '../strategies/strategy.ts';
import { learnHabits } from '../strategies/context/learn-habits.ts';
import type { RecommendRequest } from './recommend-request.ts';
import { engineFor, partsFor, today, watched } from './engine-for-tests.ts';

const parts = partsFor();
const { catalogue, space } = parts;
const someRows = fc.uniqueArray(fc.nat(299), { minLength: 1, maxLength: 15 });
/** Rows of two themes: a catalogue's rows lie by genre. */
const two = [0, 6, 100, 106];
const eventsOf = (rows: readonly number[]) => rows.map((row, at) => watched(catalogue, row, at));

describe('explanations', () => {
  it('name a title whose removal from the history lowers the score', () => {
    let named = 0;
    fc.assert(
      fc.property(someRows, (rows) => {
        const engine = engineFor(parts, eventsOf(rows));
        const { entries } = engine.recommend({ count: 8, context: { utcOffset: 0 } });
        for (const { item, score, reasons } of entries) {
          for (const { type, path } of reasons) {
            if (type !== 'similar-to') continue;
            named += 1;
            const removed = rows.find((row) => catalogue.id(row) === path[0]);
            const without = engineFor(
              { ...parts, learned: engine.learned() },
              eventsOf(rows).filter((event) => event.item !== path[0]),
            );
            expect(removed).toBeDefined();
            expect(without.explain(item, { utcOffset: 0 }).score).toBeLessThan(score);
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(named).toBeGreaterThan(40);
  });
  it('add up to the score', () => {
    const engine = engineFor(parts, eventsOf([0, 6, 12]));
    const [{ item, score }] = engine.recommend({ count: 1 }).entries;
    const explanation = engine.explain(item);
    expect(explanation.parts.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(score, 5);
    expect(explanation.reasons.map(({ type }) => type)).toContain('similar-to');
  });
});

describe('a list', () => {
  it('is the same for the same seed and time, kept or made anew', () => {
    const request = { count: 10, seed: 7, context: { now: today } };
    const engine = engineFor(parts, eventsOf([0, 1, 2]));
    const first = engine.recommend(request);
    expect(engine.recommend({ ...request, context: { now: today + 1_000 } })).toBe(first);
    expect(engine.recommend(request)).toBe(first);
    expect(engine.recommend({ ...request, context: { now: today + 600_000 } })).not.toBe(first);
    expect(engineFor(parts, eventsOf([0, 1, 2])).recommend(request)).toEqual(first);
    expect(engine.recommend({ ...request, seed: 8 })).not.toEqual(first);
  });
  it('never holds what was seen or excluded, unless the person asks for it again', () => {
    fc.assert(
      fc.property(someRows, fc.boolean(), (rows, rewatch) => {
        const exclude = [catalogue.id(50)];
        const engine = engineFor(parts, eventsOf(rows));
        const list = engine.recommend({ count: 200, exclude, rewatch, trust: 'off' });
        const shown = new Set(list.entries.map(({ row }) => row));
        expect(shown.has(50)).toBe(false);
        expect(list.considered).toBe(rewatch ? 299 : 300 - new Set([...rows, 50]).size);
        if (!rewatch) for (const row of rows) expect(shown.has(row)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });
  it('moves away at once from a kind that is not for the person', () => {
    const engine = engineFor(parts, eventsOf(two));
    const kindShare = (): number => {
      const { entries } = engine.recommend({ count: 12 });
      return entries.filter(({ row }) => catalogue.genres(row)[0] === catalogue.genres(0)[0]).length;
    };
    const before = kindShare();
    expect(before).toBeGreaterThan(2);
    engine.feedback({ id: 'n', kind: 'not-for-me', item: catalogue.id(12), at: today, source: 'viewer' });
    expect(kindShare()).toBeLessThan(before / 2);
    const { entries } = engine.recommend({ count: 12, rewatch: true });
    expect(entries.some(({ row }) => row === 12)).toBe(false);
  });
  it('keeps to minutes and platforms, and puts what fits the mood in front', () => {
    const moody = partsFor((_, index) => ({ genres: [index % 2 === 0 ? 'Comedy' : 'Horror'] }));
    const engine = engineFor(moody, [watched(moody.catalogue, 0), watched(moody.catalogue, 1)]);
    const { entries } = engine.recommend({
      count: 10,
      context: { mood: 'light', minutes: 120, platforms: ['odd'] },
    });
    expect(entries.length).toBeGreaterThan(0);
    for (const { row, reasons } of entries.slice(0, 3)) {
      expect(moody.catalogue.runtime(row)).toBeLessThanOrEqual(125);
      expect(moody.catalogue.platforms(row).map(({ platform }) => platform)).toEqual(['odd']);
      if (moody.catalogue.genres(row)[0] === 'Comedy') {
        expect(reasons.some(({ type }) => type === 'mood')).toBe(true);
      }
    }
  });
  it('is kept for the same request only, and only until anything is said', () => {
    const engine = engineFor(parts, eventsOf(two));
    const first = engine.recommend({ count: 10 });
    const others: RecommendRequest[] = [
      { count: 11 },
      { count: 10, exclude: [catalogue.id(7)] },
      { count: 10, platforms: ['even'] },
      { count: 10, genres: ['Comedy'] },
      { count: 10, types: ['Movie'] },
      { count: 10, maxRuntime: 200 },
      { count: 10, country: 'SE' },
      { count: 10, seed: 1 },
      { count: 10, rewatch: true },
      { count: 10, trust: 'off' },
      { count: 10, context: { mood: 'light' } },
      { count: 10, context: { minutes: 100 } },
      { count: 10, context: { device: 'phone' } },
      { count: 10, context: { platforms: ['odd'] } },
    ];
    const lists = others.map((request) => engine.recommend(request));
    expect(new Set([first, ...lists]).size).toBe(others.length + 1);
    expect(engine.recommend({ count: 10 })).toBe(first);
    for (const kind of ['completion', 'not-for-me'] as const) {
      const before = engine.recommend({ count: 10 });
      const { item } = before.entries[0];
      engine.feedback({ id: kind, kind, item, at: today, source: 'viewer' });
      const after = engine.recommend({ count: 10 });
      expect(after).not.toBe(before);
      expect(after.entries.map((entry) => entry.item)).not.toContain(item);
    }
  });
  it('is what feedback is held against, even where it was kept from before', () => {
    const request = { count: 10 } as const;
    const once = engineFor(parts, eventsOf(two));
    const twice = engineFor(parts, eventsOf(two));
    const { entries } = once.recommend(request);
    twice.recommend(request);
    const between = twice.recommend({ count: 20, exclude: entries.slice(0, 4).map(({ item }) => item) });
    twice.recommend(request);
    const both = entries.find(({ item }) => between.entries.some((entry) => entry.item === item));
    const like = { id: 'l', kind: 'like', item: both?.item ?? '', at: today, source: 'viewer' } as const;
    once.feedback(like);
    twice.feedback(like);
    expect(once.learned().evidence).toHaveLength(1);
    expect(twice.learned().evidence).toEqual(once.learned().evidence);
  });
  it('puts what a device is less made for a little further back', () => {
    const lengths = partsFor((_, index) => ({ runtime: [10, 50, 100][Math.floor(index / 6) % 3] }));
    const engine = engineFor(lengths, [watched(lengths.catalogue, 0), watched(lengths.catalogue, 1)]);
    const placesOf = (runtime: number, device?: DeviceType): number => {
      const { entries } = engine.recommend({ count: 24, context: device === undefined ? {} : { device } });
      return entries.filter(({ row }) => lengths.catalogue.runtime(row) === runtime).length;
    };
    expect(placesOf(100, 'phone')).toBeLessThan(placesOf(100));
    expect(placesOf(100, 'phone')).toBeGreaterThan(0);
    expect(placesOf(10, 'television')).toBeLessThan(placesOf(10));
    for (const device of ['computer', 'tablet'] as const) {
      expect(placesOf(100, device)).toBe(placesOf(100));
      expect(placesOf(10, device)).toBe(placesOf(10));
    }
  });
  it('gives at most a tenth of its places to what is new', () => {
    const fresh = partsFor((_, index) => ({ year: index % 2 === 0 ? 2026 : 1980 }));
    const engine = engineFor(fresh, [watched(fresh.catalogue, 1), watched(fresh.catalogue, 7)]);
    const { entries } = engine.recommend({ count: 20 });
    expect(entries.filter(({ source }) => source === 'fresh').length).toBeLessThanOrEqual(2);
  });
  it('shows unlike titles', () => {
    const engine = engineFor(parts, eventsOf(two));
    const { entries } = engine.recommend({ count: 10 });
    const [first, ...others] = entries.map(({ row }) => row);
    expect(Math.min(...others.map((row) => lowCosine(space, first, row)))).toBeLessThan(0.3);
  });
});

describe('habits', () => {
  const hour = 3_600_000;
  const day = 24 * hour;
  /** Mornings of one kind, evenings of another, by a clock nine hours ahead. */
  const events = Array.from({ length: 90 }, (_, at) => {
    const evening = at % 2;
    const row = evening * 100 + ((at * 7) % 45);
    const local = Date.UTC(2026, 7, 1) + (at >> 1) * day + (evening === 1 ? 20 : 8) * hour;
    return watched(catalogue, row, local - 9 * hour);
  });
  it('are learned on the clock of the person, and anew on another', () => {
    const engine = engineFor(parts, events);
    for (const utcOffset of [540, 0, 540]) {
      engine.recommend({ count: 5, context: { utcOffset } });
      const { history } = engine.sitting().person;
      expect(engine.learned()).toMatchObject({ habits: learnHabits(space, history, utcOffset), utcOffset });
    }
    const later = engineFor({ ...parts, learned: engine.learned() }, events);
    later.recommend({ count: 5, context: { utcOffset: 540 } });
    expect(later.learned().habits).toBe(engine.learned().habits);
  });
});

describe('similar titles', () => {
  it('are of the same kind, and never the title itself', () => {
    const similar = engineFor(parts).similar(catalogue.id(3), 10);
    expect(similar).toHaveLength(10);
    for (const { row } of similar) {
      expect(row).not.toBe(3);
      expect(catalogue.genres(row)).toEqual(catalogue.genres(3));
    }
  });
});
