import { seededRandom } from '@parlour/model';
import { type ItemSpace, lowDimensions } from '../../space/item-space.ts';
import { addLow, lowDot } from '../../space/likeness.ts';
import type { History } from '../strategy.ts';
import { type Habits, noHabits } from './habits.ts';
import { partOfWeek, partsOfWeek, tellsHours } from './part-of-week.ts';

const halfLives = [1, 3, 10, 30, 100, Number.POSITIVE_INFINITY];
const sameTimes = [0, 1, 3];
/** The latest titles that are left out one after the other. */
const targets = 60;
/** Titles against which each is held. */
const others = 40;
const fewestTargets = 8;
/** Standard errors by which a habit must be better than none; one of 17 is better by one of them by chance alone. */
const believed = 2;

/**
 * Leaves the latest titles out one by one, and looks with which half-life (in watches) and which preference for the same part of
 * the week the titles before tell best which one came next, against seeded random titles. Only what is better than no habit at all by more than
 * two standard errors of the difference is believed.
 */
export function learnHabits(space: ItemSpace, history: History, utcOffset = 0, seed = 1): Habits {
  const watched = history.filter(({ row, weight }) => weight > 0 && space.lowScales[row] > 0);
  const count = Math.min(targets, watched.length - 2);
  if (count < fewestTargets) return noHabits;
  const random = seededRandom(seed);
  const against = Int32Array.from({ length: others }, () => Math.floor(random() * space.rows));
  const hours = tellsHours(watched.map(({ at }) => at));
  const parts = Uint8Array.from(watched, ({ at }) => partOfWeek(at, utcOffset));
  const plain = successes(space, watched, parts, noHabits, count, against);
  let best = noHabits;
  let bestMean = 0;
  for (const halfLife of halfLives) {
    for (const sameTime of hours ? sameTimes : [0]) {
      const habits = { halfLife, sameTime };
      const gains = successes(space, watched, parts, habits, count, against).map(
        (value, index) => value - plain[index],
      );
      const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
      const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (count - 1);
      if (mean > believed * Math.sqrt(variance / count) && mean > bestMean) {
        best = habits;
        bestMean = mean;
      }
    }
  }
  return best;
}

/** For each left-out title, the share of the others that it is ahead of. */
function successes(
  space: ItemSpace,
  watched: History,
  parts: Uint8Array,
  { halfLife, sameTime }: Habits,
  count: number,
  against: Int32Array,
): Float64Array {
  const fade = 2 ** (-1 / halfLife);
  const sums = Array.from({ length: partsOfWeek }, () => new Float32Array(lowDimensions));
  const profile = new Float32Array(lowDimensions);
  const result = new Float64Array(count);
  for (let at = 0; at < watched.length; at += 1) {
    const target = at - (watched.length - count);
    if (target >= 0) {
      for (let d = 0; d < lowDimensions; d += 1) {
        profile[d] = sameTime * sums[parts[at]][d];
        for (const sum of sums) profile[d] += sum[d];
      }
      const score = lowDot(space, watched[at].row, profile);
      let behind = 0;
      for (const row of against) behind += lowDot(space, row, profile) < score ? 1 : 0;
      result[target] = behind / against.length;
    }
    for (const sum of sums) for (let d = 0; d < lowDimensions; d += 1) sum[d] *= fade;
    addLow(space, watched[at].row, watched[at].weight, sums[parts[at]]);
  }
  return result;
}
