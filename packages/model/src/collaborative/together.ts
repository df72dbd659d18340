import { gatheredRows } from './gathered-rows.ts';
import { type Interactions, peopleByItem } from './interactions.ts';
import { type LocalRidgeOptions, localRidge } from './local-ridge.ts';
import type { SparseRows } from './sparse-rows.ts';

const gramEntries = 2000;

/** What is watched by the same people, whatever the order: the same regression as EASE, on each item's strongest neighbours. */
export function trainTogether(x: Interactions, options: LocalRidgeOptions): SparseRows {
  const { starts, people } = peopleByItem(x);
  const gather = (isWithSelf: boolean) =>
    gatheredRows(x.itemCount, gramEntries, (item, add) => {
      for (const person of people.subarray(starts[item], starts[item + 1])) {
        for (const other of x.items.subarray(x.starts[person], x.starts[person + 1]))
          if (isWithSelf || other !== item) add(other, 1);
      }
    });
  return localRidge(gather(true), gather(false), options);
}
