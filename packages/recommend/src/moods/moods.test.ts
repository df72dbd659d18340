import { openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { describe, expect, it } from 'vitest';
import { itemOf } from '../test-house.ts';
import { exactMoods } from './exact-moods.ts';
import { moodLevels } from './mood-levels.ts';
import { moodsOfItem } from './moods-of-item.ts';

const catalogue = openCatalogue(
  encodeColumns([
    itemOf('comedy', { genres: ['Comedy'], synopsis: 'A hilarious wedding.' }),
    itemOf('horror', { genres: ['Horror', 'Thriller'], synopsis: 'A killer in a haunted house.' }),
    itemOf('unknown'),
    itemOf('tagged', { extra: { 'http://schema.org/keywords': [{ '@value': 'meditation, grief' }] } }),
  ]),
);
const exact = exactMoods(catalogue);
const row = (id: string): number => catalogue.rowOf(id);

describe('moods', () => {
  it('come from genres and text', () => {
    expect(exact(row('comedy'), 'light')).toBeGreaterThan(0.85);
    expect(exact(row('horror'), 'intense')).toBeGreaterThan(0.85);
    expect(exact(row('horror'), 'relaxing')).toBeLessThan(0.2);
  });
  it('come from tags', () => {
    const thoughtful = moodsOfItem(catalogue, row('tagged')).find(({ mood }) => mood === 'thoughtful');
    expect(thoughtful?.level).toBeGreaterThan(0.8);
    expect(thoughtful?.parts.map(({ from, word }) => `${from} ${word}`)).toEqual([
      'tag meditation',
      'tag grief',
    ]);
  });
  it('are undecided where nothing is known', () => {
    for (const { level, parts } of moodsOfItem(catalogue, row('unknown'))) {
      expect(level).toBe(0.5);
      expect(parts).toEqual([]);
    }
    expect(moodLevels(catalogue)('light')[row('unknown')]).toBe(128);
  });
  it('are weighed in lists as they are shown', () => {
    for (let one = 0; one < catalogue.size; one += 1) {
      for (const { mood, level } of moodsOfItem(catalogue, one)) {
        expect(Math.abs(exact(one, mood) - level)).toBeLessThanOrEqual(0.5 / 254 + 1e-9);
      }
    }
  });
  it('are what their parts add up to', () => {
    for (const { level, parts } of moodsOfItem(catalogue, row('horror'))) {
      const odds = parts.reduce((sum, { weight }) => sum + weight, 0);
      expect(Math.log(level / (1 - level))).toBeCloseTo(odds, 6);
    }
  });
});
