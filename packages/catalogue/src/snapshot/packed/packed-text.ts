import { eachWord } from './each-word.ts';
import { narrowest } from './narrowest.ts';
import { type Lengths, RowStarts } from './row-starts.ts';
import { WordTable } from './word-table.ts';

/** Rows of UTF-8. */
export interface TextRows {
  /** Bytes of the row. */
  length(row: number): number;
  read(row: number): Uint8Array;
}

export interface PackedText extends TextRows {
  /** Bytes of memory. */
  readonly kept: number;
}

/** Codes of one byte, of two whose first is below `three`, of three; `plain` stands before a word's length and its bytes. */
const two = 192;
const three = 254;
const plain = 255;
const inTwo = (three - two) * 256;
const mostWords = two + inTwo + 65_536;

/** Words are counted in one row of so many: enough to know those that are frequent. */
const counted = 4;
const sliceRows = 500;

/**
 * The rows in a third to a half of their bytes, each of which is read alone: every word that is worth it has a code of one
 * to three bytes, the more frequent the shorter (a byte-oriented word code as that of Brisaboa, Fariña, Navarro and Paramá 2007, section 4). Takes
 * some 50 ns a byte; yields every few milliseconds.
 */
export function* packText(bytes: Uint8Array, lengths: Lengths): Generator<void, PackedText> {
  const table = yield* countedWords(bytes, lengths);
  const { codeOf, words, ends } = chosenWords(table);
  const packedLengths = new Uint32Array(lengths.length);
  let packed = new Uint8Array(1024 + (bytes.length >> 1));
  let to = 0;
  const encode = (start: number, end: number, hash: number): void => {
    const word = table.find(bytes, start, end, hash);
    const code = word < 0 ? -1 : (codeOf[word] as number);
    if (code < 0) {
      packed[to++] = plain;
      packed[to++] = end - start;
      for (let at = start; at < end; at++) packed[to++] = bytes[at] as number;
    } else if (code < two) packed[to++] = code;
    else if (code < two + inTwo) {
      packed[to++] = two + ((code - two) >> 8);
      packed[to++] = (code - two) & 0xff;
    } else {
      packed[to++] = three;
      packed[to++] = (code - two - inTwo) >> 8;
      packed[to++] = (code - two - inTwo) & 0xff;
    }
  };
  for (let row = 0, at = 0; row < lengths.length; row++) {
    if (row % sliceRows === 0) yield;
    const end = at + (lengths[row] as number);
    // At the worst every byte is a word of its own, of three.
    if (to + 3 * (end - at) > packed.length) {
      const larger = new Uint8Array(packed.length + (packed.length >> 2) + 3 * (end - at));
      larger.set(packed);
      packed = larger;
    }
    const before = to;
    eachWord(bytes, at, end, encode);
    packedLengths[row] = to - before;
    at = end;
  }
  return readerOf(packed.slice(0, to), narrowest(packedLengths), lengths, words, ends);
}

function readerOf(
  packed: Uint8Array,
  packedLengths: Lengths,
  lengths: Lengths,
  words: Uint8Array,
  ends: Int32Array,
): PackedText {
  const starts = new RowStarts(packedLengths, 'packed text');
  return {
    kept: [packed, packedLengths, lengths, words, ends].reduce((sum, { byteLength }) => sum + byteLength, 0),
    length: (row) => lengths[row] as number,
    read(row) {
      const text = new Uint8Array(lengths[row] as number);
      let at = starts.at(row);
      for (let to = 0; to < text.length; ) {
        let code = packed[at++] as number;
        if (code === plain) {
          const length = packed[at++] as number;
          for (const end = at + length; at < end; ) text[to++] = packed[at++] as number;
          continue;
        }
        if (code === three) {
          code = two + inTwo + (packed[at] as number) * 256 + (packed[at + 1] as number);
          at += 2;
        } else if (code >= two) code = two + (code - two) * 256 + (packed[at++] as number);
        const end = ends[code] as number;
        for (let from = code === 0 ? 0 : (ends[code - 1] as number); from < end; )
          text[to++] = words[from++] as number;
      }
      return text;
    },
  };
}

function* countedWords(bytes: Uint8Array, lengths: Lengths): Generator<void, WordTable> {
  const table = new WordTable(bytes);
  for (let row = 0, at = 0; row < lengths.length; row++) {
    if (row % (counted * sliceRows) === 0) yield;
    const end = at + (lengths[row] as number);
    if (row % counted === 0) table.addAll(at, end);
    at = end;
  }
  return table;
}

interface Chosen {
  /** Of each word of the table, -1 for those that have none. */
  readonly codeOf: Int32Array;
  /** Of all codes one after the other, and where each ends. */
  readonly words: Uint8Array;
  readonly ends: Int32Array;
}

function chosenWords(table: WordTable): Chosen {
  const length = (word: number): number => (table.ends[word] as number) - (table.starts[word] as number);
  const chosen = Int32Array.from({ length: table.count }, (_, word) => word)
    // Kept once with its four bytes of place, it must spare more than that.
    .filter((word) => (table.uses[word] as number) * counted * (length(word) - 1) > length(word) + 4)
    .sort((a, b) => (table.uses[b] as number) - (table.uses[a] as number) || a - b)
    .slice(0, mostWords);
  const codeOf = new Int32Array(table.count).fill(-1);
  const ends = new Int32Array(chosen.length);
  let to = 0;
  chosen.forEach((word, code) => {
    codeOf[word] = code;
    to += length(word);
    ends[code] = to;
  });
  const words = new Uint8Array(to);
  chosen.forEach((word, code) => {
    const from = code === 0 ? 0 : (ends[code - 1] as number);
    words.set(table.bytes.subarray(table.starts[word], table.ends[word]), from);
  });
  return { codeOf, words, ends };
}
