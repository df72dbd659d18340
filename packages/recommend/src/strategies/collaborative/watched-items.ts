import type { Watched } from '@parlour/model/collaborative';
import type { History } from '../strategy.ts';

/** The history in the model's numbering, oldest first, each item once: where it was watched last, with its strongest deed. */
export function watchedItems(history: History, itemOf: Int32Array): Watched[] {
  const items = new Map<number, number>();
  for (const { row, weight } of history) {
    const item = itemOf[row] ?? -1;
    if (item < 0 || !(Math.abs(weight) <= 1) || weight === 0) continue;
    const before = items.get(item) ?? 0;
    // What a person says last of a title is what they mean; of two deeds of one kind the stronger counts.
    const now = before * weight > 0 && Math.abs(before) > Math.abs(weight) ? before : weight;
    items.delete(item);
    items.set(item, now);
  }
  return Array.from(items, ([item, weight]) => ({ item, weight }));
}
