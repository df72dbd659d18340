import { seededRandom } from '@parlour/model';
import { type Mean, meanOf } from './mean.ts';

/** Share of all items that are in anybody's list; its standard error by jackknife over ten groups of people. */
export function coverageOf(lists: readonly Int32Array[], items: number): Mean {
  const mean = distinct(lists) / items;
  const groups = 10;
  const random = seededRandom(1);
  const group = lists.map(() => Math.floor(random() * groups));
  const without = Array.from(
    { length: groups },
    (_, left) => distinct(lists.filter((_, index) => group[index] !== left)) / items,
  );
  // Of a jackknife: the spread of the left-out means, times groups - 1.
  return { mean, se: meanOf(without).se * (groups - 1) };
}

function distinct(lists: readonly Int32Array[]): number {
  const seen = new Set<number>();
  for (const list of lists) for (const row of list) seen.add(row);
  return seen.size;
}
