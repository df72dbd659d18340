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
  return toUnit(profile);
}

/**
 * Profiles of a history without one of its titles, each in one step: sums up to every place are kept, and what is older than the title
 * moves one watch nearer. Undefined where the title is there more than once.
 */
export function profilesWithout(
  space: ItemSpace,
  history: History,
  weights: Float64Array,
  { halfLife }: Habits,
): (without: number) => Float32Array | undefined {
  const sums = new Float32Array((history.length + 1) * lowDimensions);
  const places = new Map<number, number>();
  for (let at = 0; at < history.length; at += 1) {
    const { row } = history[at];
    places.set(row, places.has(row) ? -1 : at);
    const next = sums.subarray((at + 1) * lowDimensions, (at + 2) * lowDimensions);
    next.set(sums.subarray(at * lowDimensions, (at + 1) * lowDimensions));
    addLow(space, row, weights[at], next);
  }
  const nearer = 2 ** (1 / halfLife);
  const last = history.length * lowDimensions;
  return (without) => {
    const at = places.get(without) ?? -1;
    if (at < 0) return undefined;
    const profile = new Float32Array(lowDimensions);
    for (let d = 0; d < lowDimensions; d += 1) {
      const older = sums[at * lowDimensions + d];
      profile[d] = nearer * older + sums[last + d] - sums[(at + 1) * lowDimensions + d];
    }
    return toUnit(profile);
  };
}

function toUnit(profile: Float32Array): Float32Array {
  let square = 0;
  for (let d = 0; d < profile.length; d += 1) square += profile[d] * profile[d];
  const factor = square > 1e-12 ? 1 / Math.sqrt(square) : 0;
  for (let d = 0; d < profile.length; d += 1) profile[d] *= factor;
  return profile;
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
