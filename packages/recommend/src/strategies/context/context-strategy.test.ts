import { plantedFeatures } from '@parlour/model/planted-features';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactFeatures } from '../../space/compact-features.ts';
import { itemSpace } from '../../space/item-space.ts';
import type { History, Mood } from '../strategy.ts';
import { contextStrategy } from './context-strategy.ts';
import { learnHabits } from './learn-habits.ts';
import { partOfWeek, tellsHours } from './part-of-week.ts';
import { profileOf, profilesWithout, weightsAt } from './profile.ts';

const themes = 6;
const day = 86_400_000;
const space = itemSpace(compactFeatures(plantedFeatures(300, themes)));
const moods = (mood: Mood): Uint8Array =>
  new Uint8Array(300).map((_, row) => (mood === 'light' && row % 2 === 0 ? 255 : 0));
const minutes = Uint16Array.from({ length: 300 }, (_, row) => row);
const strategy = contextStrategy({ space, minutes, moods, habits: () => ({ halfLife: 3, sameTime: 2 }) });
const all = new Uint8Array(300).fill(1);
const watching = (...rows: number[]): History =>
  rows.map((row, at) => ({ row, at: at * day * 1.3, weight: 0.5 }));

describe('context', () => {
  it('follows what was watched last', () => {
    const long = watching(...Array.from({ length: 20 }, (_, i) => (i < 12 ? i * 6 : i * 6 + 1)));
    const { rows } = strategy.prepare(long).rank(all, { now: 0 });
    expect(rows[0] % themes).toBe(1);
  });
  it('keeps to the minutes there are', () => {
    const { rows } = strategy.prepare(watching(0, 6)).rank(all, { now: 0, minutes: 90 });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(minutes[row]).toBeLessThanOrEqual(95);
  });
  it('puts the mood asked for in front, and says so', () => {
    const ranking = strategy.prepare(watching(0, 1, 6, 7)).rank(all, { now: 0, mood: 'light' });
    expect(ranking.rows[0] % 2).toBe(0);
    expect(ranking.evidence(ranking.rows[0]).some(({ kind }) => kind === 'mood')).toBe(true);
  });
  it('ranks nothing for nobody', () => {
    expect(strategy.prepare([]).rank(all, { now: 0 }).rows).toHaveLength(0);
  });
  it('knows the score without a title as if it had never been there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(299), { minLength: 1, maxLength: 20 }),
        fc.nat(299),
        fc.nat(),
        (rows, row, pick) => {
          const history = watching(...rows);
          const without = rows[pick % rows.length];
          const moment = { now: 5 * day, utcOffset: 60 };
          const left = strategy.prepare(history.filter((one) => one.row !== without));
          const expected = left.scoreWithout?.(row, undefined, moment) ?? Number.NaN;
          // Sums taken apart are rounded otherwise, and of the levels that a profile is read in one may then be its neighbour.
          expect(strategy.prepare(history).scoreWithout?.(row, without, moment)).toBeCloseTo(expected, 4);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a profile without a title', () => {
  it('is that of a history that never had it', () => {
    const habits = { halfLife: 3, sameTime: 2 };
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(299), { minLength: 2, maxLength: 20 }),
        fc.nat(),
        fc.constantFrom(undefined, 0, 3),
        (rows, pick, part) => {
          const history = watching(...rows);
          const without = rows[pick % rows.length];
          const quick = profilesWithout(
            space,
            history,
            weightsAt(history, habits, part, 60),
            habits,
          )(without);
          const exact = profileOf(space, history, weightsAt(history, habits, part, 60, without));
          for (const [d, value] of exact.entries()) expect(quick?.[d]).toBeCloseTo(value, 5);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('habits', () => {
  it('finds that only the latest matters where it does', () => {
    const phases = Array.from({ length: 120 }, (_, i) => (i * 6 + Math.floor(i / 10)) % 300);
    expect(learnHabits(space, watching(...phases)).halfLife).toBeLessThanOrEqual(10);
  });
  it('believes in no habit where there is none', () => {
    const steady = Array.from({ length: 60 }, (_, i) => (i * 6) % 300);
    expect(learnHabits(space, watching(...steady)).halfLife).toBe(Number.POSITIVE_INFINITY);
  });
  it('finds what belongs to a part of the week', () => {
    const evening = 20 * 3_600_000;
    const history = Array.from({ length: 90 }, (_, i) => ({
      row: (i * 6 + (i % 2)) % 300,
      at: (i >> 1) * day + (i % 2 === 0 ? 8 * 3_600_000 : evening),
      weight: 0.5,
    }));
    expect(learnHabits(space, history).sameTime).toBeGreaterThan(0);
  });
  it('learns nothing from three titles', () => {
    expect(learnHabits(space, watching(1, 2, 3))).toEqual({
      halfLife: Number.POSITIVE_INFINITY,
      sameTime: 0,
    });
  });
});

describe('the parts of a week', () => {
  it('tell days off from working days, and nights belong to the day before', () => {
    const saturday = Date.UTC(2026, 10, 21);
    expect(partOfWeek(saturday + 13 * 3_600_000, 0)).toBe(6);
    expect(partOfWeek(saturday + 2 * 3_600_000, 0)).toBe(4);
    expect(partOfWeek(saturday + 74 * 3_600_000, 0)).toBe(0);
    expect(partOfWeek(saturday + 13 * 3_600_000, 600)).toBe(4);
  });
  it('are unknown where a source knows only the day', () => {
    expect(tellsHours([0, day, 5 * day])).toBe(false);
    expect(tellsHours([0, day + 5 * 3_600_000])).toBe(true);
  });
});
