import type { CodedColumn } from '../snapshot/catalogue.ts';
import { narrowest } from '../snapshot/packed/narrowest.ts';
import { RowStarts } from '../snapshot/packed/row-starts.ts';

/** Rows by word: those of word `code` are the `starts.length(code)` from `rows[starts.at(code)]` on, ascending. */
export interface InvertedIndex {
  readonly starts: RowStarts;
  /** One in which the word stands several times is there as often, one after the other. */
  readonly rows: Int32Array;
}

/** Over columns of one dictionary, `size` words. Words that stand in fewer than `least` places have no rows. */
export function invertedIndex(
  columns: readonly Pick<CodedColumn, 'starts' | 'codes'>[],
  size: number,
  rowCount: number,
  least = 1,
): InvertedIndex {
  const uses = new Uint32Array(size);
  for (const { codes } of columns) for (const code of codes) uses[code] = (uses[code] as number) + 1;
  for (let code = 0; code < size; code++) if ((uses[code] as number) < least) uses[code] = 0;
  const starts = new RowStarts(narrowest(uses), 'uses of words');
  const rows = new Int32Array(starts.end);
  // Places that are left in each word's list: counted down while rows are written from the last one on.
  const left = uses;
  const ends = starts.all().subarray(1);
  for (let row = 0; row < rowCount; row++) {
    for (const { starts: codesOf, codes } of columns) {
      const start = codesOf.at(row);
      for (let i = start; i < start + codesOf.length(row); i++) {
        const code = codes[i] as number;
        if (left[code] === 0) continue;
        rows[(ends[code] as number) - (left[code] as number)] = row;
        left[code] = (left[code] as number) - 1;
      }
    }
  }
  return { starts, rows };
}
