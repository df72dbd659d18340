import { compareBytes } from '../../snapshot/coded-column.ts';
import type { CodedWriter } from './coded-writer.ts';
import type { ItemColumns } from './item-columns.ts';
import type { ListWriter } from './list-writer.ts';

/**
 * The order of rows in a snapshot: like beside like, so that codes repeat and SIMILAR edges are short. Ids are unique, so
 * the order depends on the set of items alone. Of the orders tried it gave the smallest file (`bench/RESULTS.md`).
 */
export function rowOrder({ length, columns: c }: ItemColumns): Int32Array {
  const arrivals = Int32Array.from({ length }, (_, i) => i);
  return arrivals.sort(
    (a, b) =>
      c.type.rank(a) - c.type.rank(b) ||
      compareLists(c.genres, a, b) ||
      compareLists(c.countries, a, b) ||
      (c.year.at(a) ?? 0) - (c.year.at(b) ?? 0) ||
      compareBytes(c.id.bytes(a), c.id.bytes(b)),
  );
}

function compareLists(list: ListWriter<CodedWriter>, a: number, b: number): number {
  const [startA, startB] = [list.start(a), list.start(b)];
  const [lengthA, lengthB] = [list.end(a) - startA, list.end(b) - startB];
  for (let i = 0; i < Math.min(lengthA, lengthB); i++) {
    const difference = list.entries.rank(startA + i) - list.entries.rank(startB + i);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}
