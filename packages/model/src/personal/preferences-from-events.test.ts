import type { HistoryEvent } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventWeight } from './event-weight.ts';
import { preferencesFromEvents } from './preferences-from-events.ts';

const now = Date.UTC(2026, 10, 20);
const day = 86_400_000;
const event = (kind: HistoryEvent['kind'], more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id: `${kind}`,
  kind,
  item: 'movie:a:2000',
  at: now,
  source: 'viewer',
  ...more,
});
const weigh = (...events: HistoryEvent[]): number =>
  preferencesFromEvents(events, () => 0, { now })[0]?.weight ?? Number.NaN;

describe('event weights', () => {
  test.each([
    [event('view'), 0.1],
    [event('click'), 0.3],
    [event('like'), 0.7],
    [event('share'), 1],
    [event('completion'), 0.5],
    [event('completion', { progress: 0.5 }), 0.25],
    [event('completion', { progress: 0.05 }), 0.02],
    [event('rating', { stars: 5 }), 1],
    [event('rating', { stars: 2.75 }), 0],
    [event('rating', { stars: 0.5 }), -1],
    [event('not-for-me'), -1],
  ])('%o weighs %f', (one, weight) => {
    expect(eventWeight(one)).toBeCloseTo(weight, 6);
  });
});

describe('preferences from events', () => {
  test('many episodes saturate', () => {
    const sixty = weigh(...Array.from({ length: 60 }, () => event('completion')));
    expect(sixty).toBeGreaterThan(weigh(event('completion')));
    expect(sixty).toBeLessThan(1.51);
    expect(weigh(event('completion', { times: 60 }))).toBeCloseTo(sixty, 9);
  });

  test('an event counts half after its half-life, and never nothing', () => {
    const at = (days: number): number =>
      preferencesFromEvents([event('view', { at: now - days * day })], () => 0, { now, halfLifeDays: 100 })[0]
        ?.weight ?? 0;
    expect(at(100) / at(0)).toBeCloseTo(0.5, 1);
    expect(at(20_000)).toBeGreaterThan(0);
    expect(at(-50)).toBe(at(0));
  });

  test('a bad rating outweighs having watched it to the end', () => {
    expect(weigh(event('completion'), event('rating', { stars: 1 }))).toBeLessThan(0);
    expect(weigh(event('completion'), event('not-for-me'))).toBeLessThan(0);
  });

  test('the latest opinion counts', () => {
    expect(weigh(event('not-for-me', { at: now - day }), event('like'))).toBeGreaterThan(0);
    expect(weigh(event('like', { at: now - day }), event('not-for-me'))).toBeLessThan(0);
  });

  test('what left the watchlist counts no longer', () => {
    expect(weigh(event('watchlist', { at: now - day }), event('unwatchlist'))).toBe(0);
    expect(weigh(event('unwatchlist', { at: now - day }), event('watchlist'))).toBeGreaterThan(0);
  });

  test('unmatched and unknown titles are left out; rows come in order; the order of events does not matter', () => {
    const anyEvent = fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom<HistoryEvent['kind'][]>('view', 'like', 'completion', 'not-for-me', 'rating'),
      item: fc.option(fc.constantFrom('a', 'b', 'c', 'gone'), { nil: undefined }),
      at: fc.integer({ min: 0, max: now }),
      stars: fc.constantFrom(0.5, 3, 5),
      source: fc.constant('viewer'),
    });
    const rows = new Map([
      ['a', 5],
      ['b', 2],
      ['c', 9],
    ]);
    fc.assert(
      fc.property(fc.uniqueArray(anyEvent, { selector: (one) => one.at }), (events) => {
        const made = preferencesFromEvents(events, (item) => rows.get(item), { now });
        expect(made.map(({ row }) => row)).toEqual(
          [...new Set(made.map(({ row }) => row))].sort((x, y) => x - y),
        );
        for (const { weight, item } of made) {
          expect(rows.has(item)).toBe(true);
          expect(Math.abs(weight)).toBeLessThanOrEqual(1.5);
        }
        const reversed = preferencesFromEvents([...events].reverse(), (item) => rows.get(item), { now });
        reversed.forEach(({ weight }, index) =>
          expect(weight).toBeCloseTo(made[index]?.weight ?? Number.NaN, 9),
        );
      }),
      { verbose: true },
    );
  });
});
