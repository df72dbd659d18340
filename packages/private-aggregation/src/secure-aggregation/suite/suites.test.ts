import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Bytes, concat, fromHex, toHex } from '../bytes.ts';
import type { SignedChunk } from '../words/add-packed.ts';
import { CHUNK_WORDS } from '../words/chunk-adder.ts';
import { packedBytes } from '../words/packed-words.ts';
import { browserSuite } from './browser-suite.ts';
import type { CryptoSuite } from './crypto-suite.ts';
import { nodeSuite } from './node-suite.ts';
import { sodiumSuite } from './sodium-suite.ts';
import { webSuite } from './web-suite.ts';

const suites = { 'node:crypto': nodeSuite, WebCrypto: webSuite, libsodium: await sodiumSuite() };
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
const some = fc.uint8Array({ maxLength: 100 }).map((array) => new Uint8Array(array));

describe.each(Object.entries(suites))('%s', (_, suite) => {
  it('has the SHA-256 of FIPS 180-4, also of parts', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(toHex(await suite.sha256(fromHex('616263')))).toBe(abc);
    expect(toHex(await suite.sha256(fromHex('61'), fromHex(''), fromHex('6263')))).toBe(abc);
  });

  it('has the HKDF of RFC 5869, test case 1', async () => {
    const derived = await suite.hkdf(
      fromHex('0b'.repeat(22)),
      fromHex('000102030405060708090a0b0c'),
      fromHex('f0f1f2f3f4f5f6f7f8f9'),
      42,
    );
    expect(toHex(derived)).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
  });

  it('has the X25519 of RFC 7748, section 6.1', async () => {
    const alice = fromHex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
    const bob = fromHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb');
    const ofAlice = await suite.x25519Public(alice);
    const ofBob = await suite.x25519Public(bob);
    expect(toHex(ofAlice)).toBe('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a');
    expect(toHex(ofBob)).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
    const shared = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';
    expect(toHex(await (await suite.x25519(alice))(ofBob))).toBe(shared);
    expect(toHex(await (await suite.x25519(bob))(ofAlice))).toBe(shared);
  });

  it('refuses keys of low order', async () => {
    const secret = new Uint8Array(32).fill(5);
    for (const low of [
      new Uint8Array(32),
      Uint8Array.from({ length: 32 }, (_value, i) => (i === 0 ? 1 : 0)),
    ]) {
      await expect((async () => (await suite.x25519(secret))(low))()).rejects.toBeInstanceOf(Error);
    }
  });

  it('has the Ed25519 of RFC 8032, test 1', async () => {
    const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
    const publicKey = await suite.ed25519Public(seed);
    expect(toHex(publicKey)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    const signature = await suite.sign(seed, new Uint8Array());
    expect(toHex(signature)).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
    expect(await suite.verify(publicKey, new Uint8Array(), signature)).toBe(true);
    expect(await suite.verify(publicKey, Uint8Array.of(1), signature)).toBe(false);
    expect(await suite.verify(publicKey, new Uint8Array(), signature.slice(1))).toBe(false);
    expect(await suite.verify(new Uint8Array(31), new Uint8Array(), signature)).toBe(false);
  });

  it('signs with the seed as it is, also where its bytes were changed', async () => {
    const seed = new Uint8Array(32).fill(3);
    const data = new Uint8Array(5);
    const [before, after] = [await suite.ed25519Public(seed), new Uint8Array(32)];
    expect(await suite.verify(before, data, await suite.sign(seed, data))).toBe(true);
    seed.fill(0);
    const signature = await suite.sign(seed, data);
    expect(await suite.verify(before, data, signature)).toBe(false);
    expect(await suite.verify(await suite.ed25519Public(after), data, signature)).toBe(true);
  });

  it('agrees with the secret as it is, also where its bytes were changed', async () => {
    const [secret, other] = [new Uint8Array(32).fill(3), new Uint8Array(32).fill(4)];
    const theirs = await suite.x25519Public(new Uint8Array(32).fill(9));
    const agreed = async (own: Bytes) => toHex(await (await suite.x25519(own))(theirs));
    const [before, after] = [await agreed(secret), await agreed(other)];
    secret.set(other);
    expect(await agreed(secret)).toBe(after);
    expect(toHex(await suite.x25519Public(secret))).toBe(toHex(await suite.x25519Public(other)));
    expect(before).not.toBe(after);
  });

  it('opens what it sealed, bound to what it was bound to', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), some, some, fc.nat(), async (key, plaintext, boundTo, at) => {
        const sealed = await suite.seal(key, plaintext, boundTo);
        expect(await suite.open(key, sealed, boundTo)).toEqual(plaintext);
        const changed = sealed.map((byte, i) => (i === at % sealed.length ? byte ^ 1 : byte));
        expect(await suite.open(key, changed, boundTo)).toBeUndefined();
        expect(await suite.open(key, sealed, new Uint8Array([...boundTo, 0]))).toBeUndefined();
        expect(await suite.open(key, sealed.slice(0, at % 16), boundTo)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  it('reads many keystreams side by side, chunk by chunk, each the very keystream of its key', async () => {
    for (const bits of [1, 7, 20, 25, 31, 32]) {
      for (const words of [8, 4096, CHUNK_WORDS - 3, CHUNK_WORDS, CHUNK_WORDS + 1, 40_000]) {
        const keystreams = Array.from({ length: 5 }, (_value, i) => ({
          key: new Uint8Array(32).fill(words + bits + i),
          sign: i % 3 === 0 ? (-1 as const) : (1 as const),
        }));
        const read = keystreams.map((): Bytes[] => []);
        const given: Uint8Array[] = [];
        await suite.keystreamChunks(keystreams, words, bits, (chunk, chunks) => {
          const all = [...pieces(chunks, given)];
          expect(all.map(({ sign }) => sign)).toEqual(keystreams.map(({ sign }) => sign));
          all.forEach(({ bytes: piece }, i) => {
            expect(read[i]).toHaveLength(chunk);
            read[i].push(piece);
          });
        });
        for (const [i, { key }] of keystreams.entries()) {
          const whole = await suite.keystream(key, packedBytes(words, bits));
          expect(Buffer.from(concat(...read[i])).equals(whole)).toBe(true);
        }
        expect(given.every(isCleared)).toBe(true);
      }
    }
  });
});

it('suites agree byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(bytes(32), bytes(32), some, async (secret, other, data) => {
      const all = await Promise.all(
        Object.values(suites).map((suite) => everything(suite, secret, other, data)),
      );
      expect(all[1]).toEqual(all[0]);
      expect(all[2]).toEqual(all[0]);
    }),
    { numRuns: 25 },
  );
});

it('a browser with both curves uses WebCrypto', async () => {
  expect(await browserSuite()).toBe(webSuite);
});

it('a browser without them uses libsodium', async () => {
  const lacking = vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new Error('not supported'));
  expect(await browserSuite()).not.toBe(webSuite);
  lacking.mockRestore();
});

async function everything(suite: CryptoSuite, secret: Bytes, other: Bytes, data: Bytes): Promise<string[]> {
  const results = await Promise.all([
    suite.sha256(data, other),
    suite.hkdf(secret, other, data, 77),
    suite.x25519Public(secret),
    (await suite.x25519(secret))(await suite.x25519Public(other)),
    suite.ed25519Public(secret),
    suite.sign(secret, data),
    suite.seal(secret, data, other),
    suite.keystream(secret, 50_001),
  ]);
  return results.map(toHex);
}

/** Overwritten, or its memory given back (after being overwritten, which nobody can see any more). */
const isCleared = (piece: Uint8Array): boolean =>
  (piece.buffer as ArrayBuffer).detached || piece.every((byte) => byte === 0);

/** Copies, made when they are given; what was given is kept to see that it is cleared. */
function* pieces(
  chunks: Iterable<SignedChunk>,
  given: Uint8Array[],
): Generator<{ readonly bytes: Bytes; readonly sign: 1 | -1 }> {
  for (const { bytes: piece, sign } of chunks) {
    given.push(piece);
    yield { bytes: new Uint8Array(piece), sign };
  }
}
