import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Bytes } from './bytes.ts';
import { vaultError } from './vault-error.ts';

/** 12 English words of 16 bytes (BIP39). */
export const wordsOf = (entropy: Bytes): readonly string[] => entropyToMnemonic(entropy, wordlist).split(' ');

/** The 16 bytes of 12 words; `vault/bad-recovery-words` if they aren't 12, aren't in the list or fail their checksum. */
export function entropyOf(words: string): Bytes {
  const normal = words
    .normalize('NFKD')
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  if (normal.length !== 12) {
    throw vaultError('bad-recovery-words');
  }
  try {
    return new Uint8Array(mnemonicToEntropy(normal.join(' '), wordlist));
  } catch (cause) {
    throw vaultError('bad-recovery-words', cause);
  }
}
