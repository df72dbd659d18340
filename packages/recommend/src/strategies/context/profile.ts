import { type ItemSpace, lowDimensions } from '../../space/item-space.ts';
import { addLow, lowDot } from '../../space/likeness.ts';
import type { History } from '../strategy.ts';
import type { Habits } from './habits.ts';
import { partOfWeek } from './part-of-week.ts';

/** How heavily each interaction counts at a part of the week: newer ones more, those of the same part more. */
export function weightsAt(
  history: History,
  habits: Habits,
  part: number | undefined,
  utcOffset: number,
  without?: number,
): Float64Array {
  const weights = new Float64Array(history.length);
  const fade = 2 ** (-1 / habits.halfLife);
  let age = 1;
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const { row, weight, at: time } = history[at];
    if (row === without) continue;
    const same = part !== undefined && habits.sameTime > 0 && partOfWeek(time, utcOffset) === part;
    weights[at] = weight * age * (same ? 1 + habits.sameTime : 1);
    age *= fade;
  }
  return weights;
}

/** Weighted sum of the titles in the projection, of unit length; all 0 where nothing is left of it. */
export function profileOf(space: ItemSpace, history: History, weights: Float64Array): Float32Array {
  const profile = new Float32Array(lowDimensions);
  for (let at = 0; at < history.length; at += 1) {
    if (weights[at] !== 0) addLow(space, history[at].row, weights[at], profile);
  }
  let square = 0;
  for (const value of profile) square += value * value;
  const factor = square > 1e-12 ? 1 / Math.sqrt(square) : 0;
  return profile.map((value) => value * factor);
}

/** What one of each interaction's title adds to the unit profile: its weight through the length of the weighted sum. */
export function sharesOf(
  space: ItemSpace,
  history: History,
  weights: Float64Array,
  profile: Float32Array,
): Float64Array {
  let length = 0;
  for (let at = 0; at < history.length; at += 1)
    length += weights[at] * lowDot(space, history[at].row, profile);
  return weights.map((weight) => (length > 1e-9 ? weight / length : 0));
}
