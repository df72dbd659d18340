import { describe, expect, it } from 'vitest';
import { type Bytes, toHex, utf8 } from '../../secure-aggregation/bytes.ts';
import { beginToken } from '../begin-token.ts';
import { finishToken } from '../finish-token.ts';
import { blindSign, keysOf, testEpoch, tools } from '../test/test-issuer.ts';

const epoch = testEpoch('2026-w47');
const keys = await keysOf(epoch);

/** Everything that an issuer sees of a person, and everything that it later sees of a device. */
interface Views {
  readonly issuing: { readonly blinded: Bytes; readonly blindSignature: Bytes };
  readonly redeeming: { readonly signingKey: Bytes; readonly token: Bytes };
}

async function views(seed: number): Promise<Views> {
  const pending = await beginToken(tools, keys, new Uint8Array(32).fill(seed));
  const blinded = pending.blinded.slice();
  const blindSignature = blindSign(epoch, blinded);
  const { signingSeed, token } = await finishToken(tools, pending, blindSignature);
  const signingKey = await tools.suite.ed25519Public(signingSeed);
  return { issuing: { blinded, blindSignature }, redeeming: { signingKey, token } };
}

/** Runs of so many bytes that are in both; of unrelated bytes, one pair in a million has one. */
const RUN = 5;
function sharedRuns(a: Bytes, b: Bytes): string[] {
  const runs = (bytes: Bytes) =>
    Array.from({ length: Math.max(0, bytes.length - RUN + 1) }, (_, i) => toHex(bytes.subarray(i, i + RUN)));
  const inA = new Set(runs(a));
  return runs(b).filter((run) => inA.has(run));
}

const integer = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);

describe('an issuer that keeps everything', () => {
  it('sees no bytes twice', async () => {
    const { issuing, redeeming } = await views(1);
    const message = await tools.suite.sha256(redeeming.signingKey);
    for (const seen of [issuing.blinded, issuing.blindSignature]) {
      for (const later of [redeeming.signingKey, redeeming.token, message, utf8(keys.epoch)]) {
        expect(sharedRuns(seen, later)).toEqual([]);
      }
    }
    expect(sharedRuns(issuing.blinded, issuing.blinded)).toHaveLength(256 - RUN + 1);
  });

  it('finds that every request fits every token: for each pair there is a blinding factor', async () => {
    const modulus = integer(Buffer.from(epoch.privateKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
    const people = await Promise.all([1, 2, 3].map(views));
    for (const { issuing } of people) {
      for (const { redeeming } of people) {
        const signature = integer(redeeming.token.subarray(32));
        const factor = (integer(issuing.blindSignature) * inverse(signature, modulus)) % modulus;
        const encoded = power(signature, 65_537n, modulus);
        expect((encoded * power(factor, 65_537n, modulus)) % modulus).toBe(integer(issuing.blinded));
      }
    }
  });

  it('is asked with another blinded message each time, even for the same one-time key', async () => {
    const asked = await Promise.all(
      [1, 1, 1].map(async (seed) => toHex((await views(seed)).issuing.blinded)),
    );
    expect(new Set(asked).size).toBe(3);
  });
});

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [modulus, value % modulus, 0n, 1n];
  while (b > 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}
