/** Longer runs are cut, so that a word's length fits a byte. */
export const longestWord = 32;

/**
 * Cuts UTF-8 into words: letters and digits with the space behind them, or what stands between; nothing is left out.
 * Calls `found` with where each begins and ends, and the FNV-1a hash of its bytes.
 */
export function eachWord(
  bytes: Uint8Array,
  from: number,
  to: number,
  found: (start: number, end: number, hash: number) => void,
): void {
  for (let at = from; at < to; ) {
    const start = at;
    const most = Math.min(to, start + longestWord);
    const kind = isLetter[bytes[at] as number];
    let hash = 0x811c9dc5;
    for (; at < most && isLetter[bytes[at] as number] === kind; at++)
      hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    if (kind === 1 && at < most && bytes[at] === space) {
      hash = Math.imul(hash ^ space, 0x01000193);
      at++;
    }
    found(start, at, hash);
  }
}

const space = 0x20;

/** ASCII letters and digits, and all that is beyond ASCII. */
const isLetter = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(
    byte >= 0x80 ||
      (byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x41 && byte <= 0x5a) ||
      (byte >= 0x61 && byte <= 0x7a),
  ),
);
