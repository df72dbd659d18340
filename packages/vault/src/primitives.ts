/** What `packages/sync` builds with as well: bytes, padding and recovery words, made once. */
export { type Bytes, equalBytes, fromUtf8, utf8 } from './bytes.ts';
export { pad, padme, unpad } from './padding.ts';
export { entropyOf, wordsOf } from './recovery-words.ts';
