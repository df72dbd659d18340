import type { Item } from '@parlour/wire';
import { itemOf } from './item-of.ts';
import { parseEntry, readEntries } from './store-file.ts';

/**
 * The items of a store, one at a time and without an index, so that 200,000 of them need no memory.
 *
 * @throws ParlourError `catalogue/damaged-store`
 */
export async function* readItems(folder: string): AsyncGenerator<Item> {
  let line = 2;
  for await (const text of readEntries(folder)) yield itemOf(parseEntry(text, folder, line++));
}
