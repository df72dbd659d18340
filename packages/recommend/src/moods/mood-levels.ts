import type { Catalogue } from '@parlour/catalogue';
import type { Mood } from '../strategies/strategy.ts';
import { genreMoods, moods } from './mood-words.ts';

/** The level of one mood for every row, as 0..255 for 0..1; each made when first asked for. */
export type MoodLevels = (mood: Mood) => Uint8Array;

/**
 * By genres alone for all rows: decoding every synopsis would take a second on a large catalogue. What competes for a list is weighed
 * anew by `exactMoods`.
 */
export function moodLevels(catalogue: Catalogue): MoodLevels {
  const made = new Map<Mood, Uint8Array>();
  return (mood) => {
    const known = made.get(mood);
    if (known !== undefined) return known;
    const index = moods.indexOf(mood);
    const genres = catalogue.coded('genres');
    const weights = Float32Array.from(
      { length: genres.size },
      (_, code) => genreMoods[genres.value(code)]?.[index] ?? Number.NaN,
    );
    const levels = new Uint8Array(catalogue.size);
    for (let row = 0; row < catalogue.size; row += 1) {
      let sum = 0;
      let count = 0;
      const end = genres.starts.at(row) + genres.starts.length(row);
      for (let at = genres.starts.at(row); at < end; at += 1) {
        const weight = weights[genres.codes[at]];
        if (Number.isNaN(weight)) continue;
        sum += weight;
        count += 1;
      }
      levels[row] = Math.round(255 / (1 + Math.exp(-sum / Math.max(1, count))));
    }
    made.set(mood, levels);
    return levels;
  };
}
