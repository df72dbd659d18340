import type { Moment } from '../strategies/strategy.ts';
import type { House } from './house.ts';
import type { Person } from './person.ts';
import type { RecommendRequest } from './recommend-request.ts';

/** A film may be this much longer than the time there is. */
const graceMinutes = 5;

/** Fills `house.allowed` for one list; the number of rows in it. */
export function allow(
  { catalogue, masks, allowed, minutes: minutesOf }: House,
  { known }: Person,
  request: RecommendRequest,
  { platforms: now, minutes }: Moment,
): number {
  const asked = request.platforms ?? [];
  const usable = now ?? [];
  const both =
    asked.length > 0 && usable.length > 0 ? asked.filter((one) => usable.includes(one)) : undefined;
  // Platforms asked for of which none can be used now: what is asked for outweighs what was told before.
  const platforms = both !== undefined && both.length > 0 ? both : asked.length > 0 ? asked : usable;
  allowed.set(masks({ ...request, platforms }));
  const rewatch = request.rewatch === true;
  let count = 0;
  for (const item of request.exclude ?? []) {
    const row = catalogue.rowOf(item);
    if (row >= 0) allowed[row] = 0;
  }
  const longest = minutes === undefined ? 65_535 : minutes + graceMinutes;
  for (let row = 0; row < allowed.length; row += 1) {
    if (known[row] === 2 || (known[row] === 1 && !rewatch) || minutesOf[row] > longest) allowed[row] = 0;
    count += allowed[row];
  }
  return count;
}
