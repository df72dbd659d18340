import { createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat, fromHex, toHex, utf8 } from '../bytes.ts';
import { combine } from './shamir.ts';

/**
 * Vectors of SLIP-0039 (SatoshiLabs), which shares byte for byte over the same field: the 256-bit ones with the identifier
 * 32134, their words decoded to the share values. Its secret stands at x = 255 and a check of it at x = 254, so that every
 * share's x is moved by an exclusive or, under which a polynomial stays one of the same degree.
 */
const at = (place: number, shares: ReadonlyMap<number, Bytes>): Bytes =>
  combine(
    [...shares].map(([x, y]) => ({ x: x ^ place, y })),
    shares.size,
  );

/** The secret, whose check must be right: the first four bytes of an HMAC of it, keyed with the other 28. */
function checked(shares: ReadonlyMap<number, Bytes>): Bytes {
  const [secret, check] = [at(255, shares), at(254, shares)];
  const digest = createHmac('sha256', check.slice(4)).update(secret).digest('hex');
  expect(digest.slice(0, 8)).toBe(toHex(check.slice(0, 4)));
  return secret;
}

const three = new Map([
  [0, fromHex('82a363ed145a49a4e37311253c105846c0afb13b74e5ddda9cc25d7aae49bc89')],
  [1, fromHex('d127f1f9bc12e3856fb3983104783b71480d249d80101568def4a41100177dfb')],
  [4, fromHex('4bde8a604105f3a6c32f2f547131aafea756725a28e80a14d59d8f05c4adcca5')],
]);
const scared = fromHex('094ed0a7c9b50a3dcecc037bb4e34eb5b158a8ee3f8ea661e76521e07629e663');
const shadow = fromHex('98091ab3396a2e9ab9d6889b6507fce1e3c12dd0a2676ee52bb1b389ec320a90');
const smug = fromHex('a187959bc2cf66cf57e28540dcd4834947e83cac83aee5f6a8028c5bc304c96d');
const acrobat = fromHex('bc41d7aec90d616217e3d505413186c5a96f1b78aea3ef47f6da666337107b86');
const beard = fromHex('6b4b917c4263ba9978a28eee6c214dfa1ae31bacdf3d515516c6b508c3cb8204');

/** SLIP-0039's passphrase encryption undone: four rounds of a Feistel network of PBKDF2. */
function decrypted(secret: Bytes): Bytes {
  let [left, right] = [secret.slice(0, 16), secret.slice(16)];
  for (const round of [3, 2, 1, 0]) {
    const salt = concat(utf8('shamir'), Uint8Array.of(32_134 >> 8, 32_134 & 255), right);
    const stream = pbkdf2Sync(concat(Uint8Array.of(round), utf8('TREZOR')), salt, 2500, 16, 'sha256');
    [left, right] = [right, left.map((byte, i) => byte ^ stream[i])];
  }
  return concat(right, left);
}

describe('the vectors of SLIP-0039', () => {
  it('three shares of five, two of five, and any two of them', () => {
    checked(three);
    const pairs = [
      new Map([
        [1, scared],
        [4, smug],
      ]),
      new Map([
        [1, scared],
        [2, shadow],
      ]),
      new Map([
        [4, smug],
        [2, shadow],
      ]),
    ];
    expect(new Set(pairs.map((pair) => toHex(checked(pair)))).size).toBe(1);
  });

  it('fewer shares than were asked for do not pass the check', () => {
    const [first, second] = [...three];
    expect(() => checked(new Map([first, second]))).toThrow('to be');
  });

  it('two groups of four give the published secret, whichever two', () => {
    const decision = checked(
      new Map([
        [1, scared],
        [4, smug],
      ]),
    );
    const groups = [
      new Map([
        [2, checked(three)],
        [3, decision],
      ]),
      new Map([
        [0, acrobat],
        [1, beard],
      ]),
      new Map([
        [1, beard],
        [3, decision],
      ]),
    ];
    for (const two of groups) {
      expect(toHex(decrypted(checked(two)))).toBe(
        '5385577c8cfc6c1a8aa0f7f10ecde0a3318493262591e78b8c14c6686167123b',
      );
    }
  });
});
