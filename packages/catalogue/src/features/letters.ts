/** What a code point is to the tokeniser: 0 ends a word, 1 is skipped, `ideograph` makes pairs, else the folded letter or digit. */
export const separator = 0;
export const ignored = 1;
export const ideograph = 2;

const foldedBelow = 0x600;
let folded: Uint16Array | undefined;

/** Folds case and diacritics of Latin, Greek, Cyrillic, Armenian and Hebrew; other scripts have no case and stay as they are. */
export function letterOf(codePoint: number): number {
  if (codePoint < foldedBelow) {
    folded ??= foldTable();
    return folded[codePoint] as number;
  }
  if (codePoint >= 0x2000 && codePoint < 0x2c00) return separator;
  if (codePoint >= 0x3000 && codePoint < 0x3040) return separator;
  if (codePoint >= 0xfe00 && codePoint < 0xff10) return separator;
  if (codePoint >= 0x1f000 && codePoint < 0x20000) return separator;
  if (isIdeograph(codePoint)) return ideograph;
  return codePoint;
}

/** Scripts written without spaces: kana, Han, and Hangul, whose words are long compounds. */
function isIdeograph(codePoint: number): boolean {
  return (
    (codePoint >= 0x3040 && codePoint < 0x3100) ||
    (codePoint >= 0x3400 && codePoint < 0xa000) ||
    (codePoint >= 0xac00 && codePoint < 0xd7b0) ||
    codePoint >= 0x20000
  );
}

function foldTable(): Uint16Array {
  return Uint16Array.from({ length: foldedBelow }, (_, codePoint) => {
    const character = String.fromCodePoint(codePoint);
    if (/\p{M}/u.test(character)) return ignored;
    const base = character.normalize('NFD').toLowerCase().codePointAt(0) ?? 0;
    return /[\p{L}\p{N}]/u.test(character) && base < foldedBelow ? base : separator;
  });
}
