import type { Moment } from '../strategy.ts';

/** Eight parts of a week: night, morning, afternoon, evening of working days, then of days off. */
export const partsOfWeek = 8;

const day = 86_400_000;
const minute = 60_000;

/** 0..7; nights begin at 23, mornings at 6, afternoons at 12, evenings at 18 o'clock of the person's clock. */
export function partOfWeek(at: number, utcOffset: number): number {
  const local = at + utcOffset * minute;
  const hour = (((local % day) + day) % day) / 3_600_000;
  // 1970 began on a Thursday; a night belongs to the day before it.
  const weekday = (((Math.floor((local - 6 * 3_600_000) / day) + 4) % 7) + 7) % 7;
  const part = hour < 6 || hour >= 23 ? 0 : hour < 12 ? 1 : hour < 18 ? 2 : 3;
  const off = weekday === 0 || weekday === 6 || (weekday === 5 && (part === 3 || part === 0));
  return part + (off ? 4 : 0);
}

/** Undefined where the hour says nothing: nobody's clock is known. */
export function partOfMoment({ now, utcOffset }: Moment): number | undefined {
  return utcOffset === undefined ? undefined : partOfWeek(now, utcOffset);
}

/** True where a time is more than a date: exports that know only the day put everything at one time of it. */
export function tellsHours(times: readonly number[]): boolean {
  const first = (times[0] ?? 0) % day;
  return times.some((at) => Math.abs((at % day) - first) > 30 * minute);
}
