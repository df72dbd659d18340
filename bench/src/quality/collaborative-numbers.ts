import type { Catalogue } from '@parlour/catalogue';
import { type CollaborativeModel, rowsOfItems } from '@parlour/model/collaborative';

/** The model's number of each catalogue row, -1 where it has none. */
export function collaborativeNumbers(model: CollaborativeModel, catalogue: Catalogue): Int32Array {
  const numbers = new Int32Array(catalogue.size).fill(-1);
  rowsOfItems(model, catalogue).forEach((row, item) => {
    if (row >= 0) numbers[row] = item;
  });
  return numbers;
}
