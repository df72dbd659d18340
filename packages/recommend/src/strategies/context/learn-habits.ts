import { seededRandom } from '@parlour/model';
import { type ItemSpace, lowDimensions } from '../../space/item-space.ts';
import { addLow } from '../../space/likeness.ts';
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
  const held = likenessHeld(space, watched, count, against);
  const offered = hours ? sameTimes : [0];
  const found = halfLives.map((halfLife) => successes(held, watched, parts, halfLife, offered));
  const plain = found[halfLives.indexOf(noHabits.halfLife)][offered.indexOf(noHabits.sameTime)];
  let best = noHabits;
  let bestMean = 0;
  for (const [life, halfLife] of halfLives.entries()) {
    for (const [time, sameTime] of offered.entries()) {
      const gains = found[life][time].map((value, index) => value - plain[index]);
      const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
      const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (count - 1);
      if (mean > believed * Math.sqrt(variance / count) && mean > bestMean) {
        best = { halfLife, sameTime };
        bestMean = mean;
      }
    }
  }
  return best;
}

/** Likeness of the titles that are held against each other, once for all habits. */
interface Held {
  readonly targets: number;
  /** Of each title of the history with every target, then with every other one: titles x (targets + others). */
  readonly likeness: Float32Array;
}

function likenessHeld(space: ItemSpace, watched: History, count: number, against: Int32Array): Held {
  const rows = [...watched.slice(-count).map(({ row }) => row), ...against];
  const points = pointsOf(space, rows);
  const own = pointsOf(
    space,
    watched.map(({ row }) => row),
  );
  const likeness = new Float32Array(watched.length * rows.length);
  for (let at = 0; at < watched.length; at += 1) fillLikeness(own, at, points, rows.length, likeness);
  return { targets: count, likeness };
}

/** Four at a time: each product waits for the one before it, so that one alone takes three times as long. */
function fillLikeness(
  own: Float32Array,
  at: number,
  points: Float32Array,
  count: number,
  likeness: Float32Array,
): void {
  const from = at * lowDimensions;
  const last = (count - 1) * lowDimensions;
  for (let other = 0; other < count; other += 4) {
    const p = other * lowDimensions;
    const q = Math.min(last, p + lowDimensions);
    const r = Math.min(last, q + lowDimensions);
    const s = Math.min(last, r + lowDimensions);
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < lowDimensions; i += 1) {
      const value = own[from + i];
      a += value * points[p + i];
      b += value * points[q + i];
      c += value * points[r + i];
      d += value * points[s + i];
    }
    const to = at * count + other;
    likeness[to] = a;
    if (other + 1 < count) likeness[to + 1] = b;
    if (other + 2 < count) likeness[to + 2] = c;
    if (other + 3 < count) likeness[to + 3] = d;
  }
}

function pointsOf(space: ItemSpace, rows: readonly number[]): Float32Array {
  const points = new Float32Array(rows.length * lowDimensions);
  for (const [at, row] of rows.entries()) {
    addLow(space, row, 1, points.subarray(at * lowDimensions, (at + 1) * lowDimensions));
  }
  return points;
}

/** Instead of fading all sums with every title, each title counts more than the one before; beyond this all are taken back. */
const largestGrowth = 1e100;

/** For each preference for the same part of the week, and each left-out title, the share of the others that it is ahead of. */
function successes(
  { targets: count, likeness }: Held,
  watched: History,
  parts: Uint8Array,
  halfLife: number,
  offered: readonly number[],
): Float64Array[] {
  const width = likeness.length / watched.length;
  const against = width - count;
  const growth = 2 ** (1 / halfLife);
  /** By part of the week, then over the whole week: sums for every target and every other title. */
  const sums = new Float64Array((partsOfWeek + 1) * width);
  const whole = partsOfWeek * width;
  const results = offered.map(() => new Float64Array(count));
  let scale = 1;
  for (let at = 0; at < watched.length; at += 1) {
    const part = parts[at] * width;
    const target = at - (watched.length - count);
    if (target >= 0) {
      for (const [time, sameTime] of offered.entries()) {
        const score = sums[whole + target] + sameTime * sums[part + target];
        let behind = 0;
        for (let other = count; other < width; other += 1) {
          behind += sums[whole + other] + sameTime * sums[part + other] < score ? 1 : 0;
        }
        results[time][target] = behind / against;
      }
    }
    const by = scale * watched[at].weight;
    for (let other = 0; other < width; other += 1) {
      const more = by * likeness[at * width + other];
      sums[part + other] += more;
      sums[whole + other] += more;
    }
    scale *= growth;
    if (scale > largestGrowth) {
      for (let i = 0; i < sums.length; i += 1) sums[i] /= scale;
      scale = 1;
    }
  }
  return results;
}
