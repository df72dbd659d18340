import type { Catalogue } from '@parlour/catalogue';
import { keepLatest } from '../keep-latest.ts';
import type { Mood } from '../strategies/strategy.ts';
import { moods } from './mood-words.ts';
import { moodsOfItem } from './moods-of-item.ts';

/** The level of a mood as it is shown, from genres, text and tags: 0..1 in steps of 1/254. */
export type ExactMoods = (row: number, mood: Mood) => number;

const steps = 254;

/** Rows whose levels are kept: those of some lists. */
const keptRows = 1_000;

/** Read when a row is asked for; those asked for last are kept. */
export function exactMoods(catalogue: Catalogue): ExactMoods {
  const kept = new Map<number, Uint8Array>();
  return (row, mood) => {
    let levels = kept.get(row);
    if (levels === undefined) {
      levels = Uint8Array.from(moodsOfItem(catalogue, row), ({ level }) => Math.round(steps * level));
      keepLatest(kept, row, levels, keptRows);
    }
    return levels[moods.indexOf(mood)] / steps;
  };
}
