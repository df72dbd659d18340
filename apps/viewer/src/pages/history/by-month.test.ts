import { expect, test } from 'vitest';
import { byMonth } from './by-month.ts';
import { eventWords } from './event-words.ts';

const at = (year: number, month: number, day: number) => ({
  event: { at: new Date(year, month - 1, day).getTime() },
});

test('neighbours of one month stand together, in their order', () => {
  const months = byMonth([at(2026, 3, 9), at(2026, 3, 1), at(2026, 2, 28), at(2025, 3, 1)]);
  expect(months.map(({ name, entries }) => [name, entries.length])).toEqual([
    ['March 2026', 2],
    ['February 2026', 1],
    ['March 2025', 1],
  ]);
  expect(byMonth([])).toEqual([]);
});

test('events in plain words', () => {
  const event = { id: 'e', at: 0, source: 'viewer' };
  expect(eventWords({ ...event, kind: 'completion' })).toBe('Watched');
  expect(eventWords({ ...event, kind: 'completion', times: 8 })).toBe('Watched 8 times');
  expect(eventWords({ ...event, kind: 'completion', progress: 0.4 })).toBe('Watched 40 %');
  expect(eventWords({ ...event, kind: 'rating', stars: 3.5 })).toBe('Rated 3.5 of 5');
});
