import type { Catalogue } from '@parlour/catalogue';
import type { Mood } from '../strategies/strategy.ts';
import { moods } from './mood-words.ts';
import { moodsOfItem } from './moods-of-item.ts';

/** The level of a mood as it is shown, from genres, text and tags: 0..1 in steps of 1/254. */
export type ExactMoods = (row: number, mood: Mood) => number;

const steps = 254;

/** Read when first asked for a row, and kept in five bytes of each: a list of a mood weighs hundreds of titles, and reading each text again would slow it down. */
export function exactMoods(catalogue: Catalogue): ExactMoods {
  let kept = new Uint8Array(0);
  return (row, mood) => {
    // 0: not read yet.
    if (kept.length === 0) kept = new Uint8Array(catalogue.size * moods.length);
    const from = row * moods.length;
    if (kept[from] === 0) {
      for (const [at, { level }] of moodsOfItem(catalogue, row).entries()) {
        kept[from + at] = 1 + Math.round(steps * level);
      }
    }
    return (kept[from + moods.indexOf(mood)] - 1) / steps;
  };
}
