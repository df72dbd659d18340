import type { CodedColumn } from '../snapshot/catalogue.ts';
import { narrowest } from '../snapshot/packed/narrowest.ts';
import { RowStarts } from '../snapshot/packed/row-starts.ts';

/** Rows by word: those of word `code` are the `starts.length(code)` from `rows[starts.at(code)]` on, ascending. */
export interface InvertedIndex {
  readonly starts: RowStarts;
  readonly rows: Int32Array;
  /** Place of the word in its row's list, beside each row. */
  readonly positions: Uint8Array | Uint16Array;
}

export function invertedIndex(
  { size, starts: codesOf, codes }: CodedColumn,
  rowCount: number,
): InvertedIndex {
  const uses = new Uint32Array(size);
  for (const code of codes) uses[code] = (uses[code] as number) + 1;
  const starts = new RowStarts(narrowest(uses), 'uses of words');
  const next = starts.all();
  let longest = 0;
  for (let row = 0; row < rowCount; row++) longest = Math.max(longest, codesOf.length(row));
  const rows = new Int32Array(codes.length);
  const positions = longest <= 256 ? new Uint8Array(codes.length) : new Uint16Array(codes.length);
  for (let row = 0; row < rowCount; row++) {
    const start = codesOf.at(row);
    for (let i = start; i < start + codesOf.length(row); i++) {
      const code = codes[i] as number;
      const place = next[code] as number;
      next[code] = place + 1;
      rows[place] = row;
      positions[place] = i - start;
    }
  }
  return { starts, rows, positions };
}
