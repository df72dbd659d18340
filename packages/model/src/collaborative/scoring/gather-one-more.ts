import type { ItemWeights } from '../collaborative-model.ts';
import { readColumns } from '../gap-columns.ts';
import type { GatheredWeights } from './gathered-weights.ts';

/** Below so many entries, moving them one by one takes less than asking for it at once. */
const few = 64;

/**
 * The gathered weights of a history that an item was watched after, the very arrays that gathering them anew would give: what is
 * there is moved apart, which takes a tenth of the time.
 *
 * @param place of the new item in the history
 */
export function gatherOneMore(
  { starts: rowStarts, columns, values: rowValues }: ItemWeights,
  { items, starts, places, values }: GatheredWeights,
  item: number,
  place: number,
): GatheredWeights {
  const first = rowStarts[item] as number;
  const named = new Int32Array((rowStarts[item + 1] as number) - first);
  readColumns(columns, rowStarts, item, named, 0);
  const allItems = new Int32Array(items.length + unspokenFor(items, named));
  const allStarts = new Int32Array(allItems.length + 1);
  const total = places.length + named.length;
  const allPlaces = place < 2 ** 16 ? new Uint16Array(total) : new Uint32Array(total);
  const allValues = new Int8Array(total);
  let next = 0;
  let out = 0;
  let from = 0;
  /** Moves all entries up to those of `items[end]`, behind as many new ones as there are before them. */
  const moveTo = (end: number, added: number): void => {
    for (; next < end; next++, out++) {
      allItems[out] = items[next] as number;
      allStarts[out] = (starts[next] as number) + added;
    }
    const to = starts[end] as number;
    if (to - from > few) {
      allPlaces.set(places.subarray(from, to), from + added);
      allValues.set(values.subarray(from, to), from + added);
      from = to;
    }
    for (; from < to; from++) {
      allPlaces[from + added] = places[from] as number;
      allValues[from + added] = values[from] as number;
    }
  };
  for (let added = 0, end = 0; added < named.length; added++) {
    const column = named[added] as number;
    while (end < items.length && (items[end] as number) < column) end++;
    const isSpokenFor = end < items.length && items[end] === column;
    if (isSpokenFor) end++;
    moveTo(end, added);
    if (!isSpokenFor) {
      allItems[out] = column;
      allStarts[out] = from + added;
      out++;
    }
    allPlaces[from + added] = place;
    allValues[from + added] = rowValues[first + added] as number;
  }
  moveTo(items.length, named.length);
  allStarts[out] = total;
  return { items: allItems, starts: allStarts, places: allPlaces, values: allValues };
}

/** How many of `named` are not among `items`; both ascending. */
function unspokenFor(items: Int32Array, named: Int32Array): number {
  let count = 0;
  let at = 0;
  for (const column of named) {
    while (at < items.length && (items[at] as number) < column) at++;
    if (at === items.length || items[at] !== column) count++;
  }
  return count;
}
