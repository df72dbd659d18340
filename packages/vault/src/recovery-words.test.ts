import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entropyOf, wordsOf } from './recovery-words.ts';

// The 128-bit vectors of https://github.com/trezor/python-mnemonic/blob/master/vectors.json.
const vectors: [hex: string, words: string][] = [
  ['00000000000000000000000000000000', `${'abandon '.repeat(11)}about`],
  [
    '7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f',
    'legal winner thank year wave sausage worth useful legal winner thank yellow',
  ],
  [
    '80808080808080808080808080808080',
    'letter advice cage absurd amount doctor acoustic avoid letter advice cage above',
  ],
  ['ffffffffffffffffffffffffffffffff', `${'zoo '.repeat(11)}wrong`],
  [
    '9e885d952ad362caeb4efe34a8e91bd2',
    'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic',
  ],
  [
    '23db8160a31d3e0dca3688ed941adbf3',
    'cat swing flag economy stadium alone churn speed unique patch report train',
  ],
];
const fromHex = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, 'hex'));

test.each(vectors)('%s', (hex, words) => {
  expect(wordsOf(fromHex(hex)).join(' ')).toBe(words);
  expect(entropyOf(words)).toEqual(fromHex(hex));
});

test('reads back what it made, however it was typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const entropy = new Uint8Array(bytes);
      const words = wordsOf(entropy);
      expect(words).toHaveLength(12);
      expect(entropyOf(`  ${words.join(' \n ').toUpperCase()} `)).toEqual(entropy);
      expect(entropyOf(words.join(', '))).toEqual(entropy);
    }),
  );
});

test.each([
  '',
  'abandon',
  'abandon '.repeat(12),
  `${'abandon '.repeat(10)}about`,
  `${'abandon '.repeat(11)}abut`,
  `${'abandon '.repeat(23)}art`,
])('refuses %j', (words) => {
  expect(() => entropyOf(words)).toThrow(expect.objectContaining({ code: 'vault/bad-recovery-words' }));
});
