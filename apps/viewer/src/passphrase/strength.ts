export interface Strength {
  /** 0 too short to use, 1 weak, 2 fair, 3 good, 4 strong. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly name: 'Too short' | 'Weak' | 'Fair' | 'Good' | 'Strong';
  /** A rough lower estimate of the guesses needed, as a power of two. */
  readonly bits: number;
  readonly advice: string;
}

export const SHORTEST_PASSPHRASE = 8;
const NAMES = ['Too short', 'Weak', 'Fair', 'Good', 'Strong'] as const;
const COMMON =
  /^(pass(word|phrase)?|letmein|welcome|admin|qwert[yz]|iloveyou|dragon|monkey|football|parlour|netflix)/i;
/** A word from a list of about 4,000, chosen blindly. */
const BITS_OF_A_WORD = 12;

/**
 * Judges a passphrase here, without asking anybody: by its different words where it has several, else by its
 * characters, where repeats, runs (`abc`, `321`) and the best-known passwords count for little. The key derivation
 * (Argon2id, 256 MiB) makes every guess dear, so 60 bits are a lot.
 */
export function strengthOf(passphrase: string): Strength {
  const bits = Math.round(Math.min(bitsOfCharacters(passphrase), bitsOfWords(passphrase)));
  const level =
    passphrase.length < SHORTEST_PASSPHRASE ? 0 : bits < 34 ? 1 : bits < 46 ? 2 : bits < 60 ? 3 : 4;
  return { level, name: NAMES[level], bits, advice: adviceFor(level, passphrase) };
}

function bitsOfCharacters(text: string): number {
  const pools: [RegExp, number][] = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\p{Nd}/u, 10],
    [/[^\p{L}\p{Nd}]/u, 20],
  ];
  const pool = pools.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 0);
  const characters = Array.from(text);
  let fresh = 0;
  for (const [index, character] of characters.entries()) {
    const before = characters[index - 1];
    const step = before === undefined ? 9 : (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    // A run tells nothing new; a character that was there already tells less.
    if (Math.abs(step) <= 1) fresh += 0.2;
    else fresh += characters.indexOf(character) < index ? 0.6 : 1;
  }
  const known = COMMON.exec(text)?.[0].length ?? 0;
  return Math.max(0, fresh - known * 0.85) * Math.log2(Math.max(pool, 2));
}

/** Only words written as such are judged as words: one long word is judged by its letters. */
function bitsOfWords(text: string): number {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s\-_.,]+/);
  const letters = words.filter((word) => /^\p{L}{2,}$/u.test(word));
  if (words.length < 2 || letters.length !== words.length) return Number.POSITIVE_INFINITY;
  return new Set(letters).size * BITS_OF_A_WORD;
}

function adviceFor(level: number, passphrase: string): string {
  if (passphrase === '')
    return 'Four or five words that have nothing to do with each other are strong and stay in mind.';
  if (level === 0) return `At least ${SHORTEST_PASSPHRASE} characters, please.`;
  if (level === 1)
    return 'A patient stranger with this device could guess it. Add two words that have nothing to do with it.';
  if (level === 2) return 'One more word would make it good.';
  if (level === 3) return 'Good. Nobody guesses this in passing.';
  return 'Strong. Now be sure to remember it.';
}
