import type { CodedColumn } from './catalogue.ts';
import type { CodedReader, ListReader, TextReader } from './readers.ts';

/** The face of a column of lists of words. */
export function codedLists({ starts }: ListReader, words: CodedReader): CodedColumn {
  return { offsets: starts.all(), codes: words.codes, ...dictionaryOf(words.words) };
}

/** The face of a column of single words: rows without one have an empty list. */
export function codedSingles(words: CodedReader): CodedColumn {
  const { rows } = words;
  const offsets = new Int32Array(rows.length + 1);
  const codes = words.codes.slice();
  let used = 0;
  for (let row = 0; row < rows.length; row++) {
    if (rows.has(row)) codes[used++] = words.codes[row] as number;
    offsets[row + 1] = used;
  }
  return { offsets, codes: codes.subarray(0, used), ...dictionaryOf(words.words) };
}

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
