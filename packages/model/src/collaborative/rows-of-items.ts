import type { Catalogue } from '@parlour/catalogue';
import type { CollaborativeModel } from './collaborative-model.ts';
import { idHash } from './id-hash.ts';

/** Catalogue row of each of the model's items, -1 where the catalogue does not have it. */
export function rowsOfItems(model: CollaborativeModel, catalogue: Catalogue): Int32Array {
  const items = new Map<number, number>();
  for (let item = 0; item < model.items; item++)
    items.set(key(model.ids[2 * item] as number, model.ids[2 * item + 1] as number), item);
  const rows = new Int32Array(model.items).fill(-1);
  for (let row = 0; row < catalogue.size; row++) {
    const [low, high] = idHash(catalogue.id(row));
    const item = items.get(key(low, high));
    if (item !== undefined) rows[item] = row;
  }
  return rows;
}

const key = (low: number, high: number): number => low + high * 2 ** 32;
