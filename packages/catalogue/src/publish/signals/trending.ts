import type { DayCount } from '../../import/part.ts';

const windowDays = 30;
/** What the newest days are held against, as long as twice them. */
const beforeDays = 60;
/** So many people more are chance: with fewer nothing is ever trending. */
const doubtful = 10;
/** A title that is turned to so many times as much as before trends as much as can be. */
const mostLift = 4;

/**
 * How much more than before each title is turned to, 0..1: its share of all ratings of the 30 days up to `today`, against its share of the 60
 * days before, on a logarithmic scale where nothing is the usual and 1 four times that. Ten made-up people who turn to it as usual keep small
 * numbers quiet. Undefined where the last 30 days or those before have no ratings at all.
 */
export function trendingOf(
  ratedOn: readonly (readonly DayCount[])[],
  today: number,
): Float64Array | undefined {
  const recent = new Float64Array(ratedOn.length);
  const before = new Float64Array(ratedOn.length);
  ratedOn.forEach((days, row) => {
    for (const [day, count] of days) {
      const age = today - day;
      if (age < 0 || age >= windowDays + beforeDays) continue;
      const counts = age < windowDays ? recent : before;
      counts[row] = (counts[row] as number) + count;
    }
  });
  const [allRecent, allBefore] = [sum(recent), sum(before)];
  if (allRecent === 0 || allBefore === 0) return undefined;
  return recent.map((count, row) => {
    const usual = (allRecent * (before[row] as number)) / allBefore;
    const lift = (count + doubtful) / (usual + doubtful);
    return Math.min(1, Math.max(0, Math.log2(lift) / Math.log2(mostLift)));
  });
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
