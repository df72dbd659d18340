/**
 * Writes the slug that ids are made of into `out` at `at`: ASCII letters and digits in lower case, apostrophes dropped,
 * anything else one hyphen between words. Returns where it ends, or -1 if the name has letters beyond ASCII, whose ids
 * are kept in full. Part of the file format: never changed without a new `formatVersion`.
 */
export function writeSlug(name: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  let to = at;
  let gap = false;
  for (let i = start; i < end; i++) {
    let byte = name[i] as number;
    if (byte >= 0x80) {
      if (!isCurlyApostrophe(name, i, end)) return -1;
      i += 2;
      continue;
    }
    if (byte === 0x27) continue;
    if (byte >= 0x41 && byte <= 0x5a) byte += 0x20;
    if (!isLetterOrDigit(byte)) {
      gap = to > at;
      continue;
    }
    if (gap) out[to++] = 0x2d;
    gap = false;
    out[to++] = byte;
  }
  return to;
}

const isLetterOrDigit = (byte: number) => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39);

/** U+2018 or U+2019. */
const isCurlyApostrophe = (name: Uint8Array, i: number, end: number) =>
  i + 2 < end && name[i] === 0xe2 && name[i + 1] === 0x80 && (name[i + 2] === 0x98 || name[i + 2] === 0x99);
