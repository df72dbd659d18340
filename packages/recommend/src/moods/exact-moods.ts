import type { Catalogue } from '@parlour/catalogue';
import type { Mood } from '../strategies/strategy.ts';
import { moods } from './mood-words.ts';
import { moodsOfItem } from './moods-of-item.ts';

/** 0..1: how much of a mood a row has. */
export type ExactMoods = (row: number, mood: Mood) => number;

const steps = 254;
/** Places for rows that were read, a power of two: a list of a mood weighs hundreds of titles. */
const places = 2 ** 13;

/**
 * Read when asked for a row, and kept in five bytes until another row of the same place is asked for: reading each text again would
 * slow a list down, and to keep all of a large catalogue would cost a megabyte.
 */
export function exactMoods(catalogue: Catalogue): ExactMoods {
  const rows = new Int32Array(places).fill(-1);
  const levels = new Uint8Array(places * moods.length);
  return (row, mood) => {
    const place = row % places;
    const from = place * moods.length;
    if (rows[place] !== row) {
      rows[place] = row;
      for (const [at, { level }] of moodsOfItem(catalogue, row).entries()) {
        levels[from + at] = Math.round(steps * level);
      }
    }
    return levels[from + moods.indexOf(mood)] / steps;
  };
}
