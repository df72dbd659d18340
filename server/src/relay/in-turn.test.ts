import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTurn } from './in-turn.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([1, 7, 200, 5_000])('each of %i has its turn once a period, and few at a time', (count) => {
  const all = new Set(Array.from({ length: count }, (_, i) => i));
  const turns = new Map<number, number[]>();
  let most = 0;
  let now = 0;
  const turning = inTurn(
    all,
    (one) => turns.set(one, [...(turns.get(one) ?? []), performance.now()]),
    20_000,
  );
  for (let i = 0; i < 650; i += 1) {
    vi.advanceTimersByTime(100);
    const done = [...turns.values()].reduce((sum, { length }) => sum + length, 0);
    most = Math.max(most, done - now);
    now = done;
  }
  turning.stop();
  expect(turns.size).toBe(count);
  expect(most).toBeLessThanOrEqual(Math.ceil(count / 200));
  for (const times of turns.values()) {
    expect(times.length).toBeGreaterThanOrEqual(2);
    for (let i = 1; i < times.length; i += 1) {
      const between = times[i] - times[i - 1];
      expect(between).toBeGreaterThanOrEqual(20_000 - 100);
      expect(between).toBeLessThan(41_000);
    }
  }
});

it('whoever comes late has its turn, and whoever is gone has none', () => {
  const all = new Set(['a', 'b']);
  const seen: string[] = [];
  const turning = inTurn(all, (one) => seen.push(one), 1_000);
  vi.advanceTimersByTime(150);
  all.delete('b');
  all.add('c');
  vi.advanceTimersByTime(3_000);
  turning.stop();
  vi.advanceTimersByTime(3_000);
  expect(seen[0]).toBe('a');
  expect(seen).toContain('c');
  expect(seen).not.toContain('b');
  expect(seen.length).toBeLessThan(10);
});
