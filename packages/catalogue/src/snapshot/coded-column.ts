import type { CodedColumn, CodeStarts } from './catalogue.ts';
import { RowStarts } from './packed/row-starts.ts';
import type { CodedReader, ListReader, TextReader } from './readers.ts';

/** The face of a column of lists of words. */
export function codedLists({ starts }: ListReader, words: CodedReader): CodedColumn {
  return { starts, codes: words.codes, ...dictionaryOf(words.words) };
}

/** The face of a column of single words: rows without one have an empty list. */
export function codedSingles(words: CodedReader): CodedColumn {
  const { rows, codes } = words;
  if (rows.isFull) return { starts: oneEach, codes, ...dictionaryOf(words.words) };
  const has = Uint8Array.from({ length: rows.length }, (_, row) => Number(rows.has(row)));
  const there = codes.filter((_, row) => has[row] === 1);
  return { starts: new RowStarts(has, 'words'), codes: there, ...dictionaryOf(words.words) };
}

const oneEach: CodeStarts = { at: (row) => row, length: () => 1 };

function dictionaryOf(words: TextReader): Pick<CodedColumn, 'size' | 'value' | 'bytes' | 'codeOf'> {
  return {
    size: words.rows.length,
    value(code) {
      words.rows.has(code);
      return words.decode(code);
    },
    bytes: (code) => words.bytesAt(code),
    codeOf: (value) => find(words, new TextEncoder().encode(value)),
  };
}

/** Halving search; dictionaries are sorted by bytes. */
function find(words: TextReader, wanted: Uint8Array): number {
  let low = 0;
  let high = words.rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareBytes(words.bytesAt(middle), wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Order of Unicode code points, which is the order of UTF-8 bytes. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
