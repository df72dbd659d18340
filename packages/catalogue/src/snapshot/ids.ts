import { writeSlug } from './derived-id.ts';
import type { CodedReader, NumberReader, TextReader } from './readers.ts';

interface IdColumns {
  readonly prefix: CodedReader;
  readonly exact: TextReader;
}

/** Ids as UTF-8, put together from prefix, name and year where they are derived: as quickly as they would be read, so that none is kept. */
export interface Ids {
  readonly rows: number;
  /** Valid until the next is asked for. */
  bytes(row: number): Uint8Array;
}

export function idsOf({ prefix, exact }: IdColumns, name: TextReader, year: NumberReader): Ids {
  const prefixes = Array.from({ length: prefix.words.rows.length }, (_, code) => prefix.words.bytesAt(code));
  const longestPrefix = prefixes.reduce((most, { length }) => Math.max(most, length), 0);
  // A slug is at most as long as its name; prefix, colons and year come on top.
  const bytes = new Uint8Array(Math.max(exact.longest, name.longest + longestPrefix + yearBytes));
  return {
    rows: name.rows.length,
    bytes(row) {
      if (exact.rows.has(row)) return exact.bytesAt(row);
      const start = prefixes[prefix.codes[row] as number] ?? none;
      bytes.set(start);
      let to = start.length;
      bytes[to++] = 0x3a;
      const text = name.bytesAt(row);
      to = Math.max(to, writeSlug(text, 0, text.length, bytes, to));
      const ofYear = year.at(row);
      if (ofYear !== undefined) {
        bytes[to++] = 0x3a;
        for (const digit of String(ofYear)) bytes[to++] = digit.charCodeAt(0);
      }
      return bytes.subarray(0, to);
    },
  };
}

const none = new Uint8Array(0);
/** Two colons and a year, of at most six characters. */
const yearBytes = 8;
