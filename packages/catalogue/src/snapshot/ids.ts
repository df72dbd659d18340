import { writeSlug } from './derived-id.ts';
import type { CodedReader, NumberReader, TextReader } from './readers.ts';

/** All ids as UTF-8: that of row `r` is `bytes[offsets[r]] .. bytes[offsets[r + 1] - 1]`. */
export interface Ids {
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

interface IdColumns {
  readonly prefix: CodedReader;
  readonly exact: TextReader;
}

/** Puts ids together from prefix, name and year where they are derived, and copies the others. */
export function readIds({ prefix, exact }: IdColumns, name: TextReader, year: NumberReader): Ids {
  const rows = name.rows.length;
  const offsets = new Int32Array(rows + 1);
  // A slug is at most as long as its name; prefix, colons and year come on top.
  const longestPrefix = Array.from(
    { length: prefix.words.rows.length },
    (_, code) => prefix.words.bytesAt(code).length,
  );
  const extra = longestPrefix.reduce((a, b) => Math.max(a, b), 0) + 8;
  const bytes = new Uint8Array(exact.bytes.length + name.bytes.length + rows * extra);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    at = exact.rows.has(row) ? append(bytes, at, exact.bytesAt(row)) : derive(row, at);
    offsets[row + 1] = at;
  }
  return { offsets, bytes: bytes.slice(0, at) };

  function derive(row: number, start: number): number {
    let to = append(bytes, start, prefix.words.bytesAt(prefix.codes[row] as number));
    bytes[to++] = 0x3a;
    to = Math.max(
      to,
      writeSlug(name.bytes, name.offsets[row] as number, name.offsets[row + 1] as number, bytes, to),
    );
    const ofYear = year.at(row);
    if (ofYear === undefined) return to;
    bytes[to++] = 0x3a;
    for (const digit of String(ofYear)) bytes[to++] = digit.charCodeAt(0);
    return to;
  }
}

function append(bytes: Uint8Array, at: number, more: Uint8Array): number {
  bytes.set(more, at);
  return at + more.length;
}
