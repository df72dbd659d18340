import { type ItemSpace, lowDimensions } from '../../space/item-space.ts';
import { addLow, lowColumn } from '../../space/likeness.ts';
import { levelsOf } from '../../space/row-products.ts';

/** For each row, its cosine with one title in the projection, as 0..255 for -1..1; kept for the titles asked for last. */
export type LikenessColumns = (title: number) => Uint8Array;

/** One more than a person has interests, with the one that was learned. */
const kept = 8;

export function likenessColumns(space: ItemSpace): LikenessColumns {
  const columns = new Map<number, Uint8Array>();
  return (title) => {
    const known = columns.get(title);
    if (known !== undefined) {
      columns.delete(title);
      columns.set(title, known);
      return known;
    }
    const vector = new Float32Array(lowDimensions);
    addLow(space, title, 1, vector);
    const exact = lowColumn(space, levelsOf(vector));
    const column = new Uint8Array(space.rows);
    for (let row = 0; row < column.length; row += 1) {
      const level = 127.5 + 127.5 * exact[row];
      column[row] = level < 0 ? 0 : level > 255 ? 255 : level;
    }
    columns.set(title, column);
    if (columns.size > kept) columns.delete(columns.keys().next().value ?? -1);
    return column;
  };
}
