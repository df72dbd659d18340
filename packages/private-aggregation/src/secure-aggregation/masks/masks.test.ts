import { describe, expect, it } from 'vitest';
import { agreement } from '../agree.ts';
import type { Bytes } from '../bytes.ts';
import { nodeSuite } from '../suite/node-suite.ts';
import { packWords } from '../words/pack-words.ts';
import { addMasks, maskWords, pairMask, seedCommitment, selfMask } from './masks.ts';
import { openShares, SEALED_BYTES, sealShares } from './sealed-share.ts';

const root = new Uint8Array(32).fill(1);
const [secretA, secretB] = [new Uint8Array(32).fill(2), new Uint8Array(32).fill(3)];
const keyA = await nodeSuite.x25519Public(secretA);
const keyB = await nodeSuite.x25519Public(secretB);
const agree = async (secret: Bytes, publicKey: Bytes) => (await agreement(nodeSuite, secret))(publicKey);
const ofA = { root, own: 3, partner: 8, secret: secretA, publicKey: keyB };
const ofB = { root, own: 8, partner: 3, secret: secretB, publicKey: keyA };
const mask = async (words: Uint32Array, { secret, publicKey, ...pair }: typeof ofA, undo?: 1 | -1) =>
  addMasks(nodeSuite, words, 32, [
    await pairMask(nodeSuite, { ...pair, agreed: await agree(secret, publicKey) }, undo),
  ]);
const masked = async (pair: typeof ofA) => {
  const words = new Uint32Array(5000);
  await mask(words, pair);
  return words;
};

describe('pairwise masks', () => {
  it('cancel', async () => {
    const words = await masked(ofA);
    expect(words.some((word) => word !== 0)).toBe(true);
    await mask(words, ofB);
    expect(words.every((word) => word === 0)).toBe(true);
  });

  it('are taken away with either secret', async () => {
    for (const [index, other] of [
      [ofA, { ...ofA, secret: secretB, publicKey: keyA }],
      [ofB, { ...ofB, secret: secretA, publicKey: keyB }],
    ] as const) {
      const words = await masked(index);
      await mask(words, other, -1);
      expect(words.every((word) => word === 0)).toBe(true);
    }
  });

  it('are others in another round and for another pair', async () => {
    expect(await masked({ ...ofA, root: new Uint8Array(32) })).not.toEqual(await masked(ofA));
    expect(await masked({ ...ofA, partner: 9 })).not.toEqual(await masked(ofA));
  });

  it('come from seeds of 256 bits: every bit of a secret that X25519 uses matters', async () => {
    const before = await masked(ofA);
    for (let bit = 3; bit < 254; bit += 1) {
      const secret = secretA.slice();
      secret[bit >> 3] ^= 1 << (bit & 7);
      expect((await masked({ ...ofA, secret })).subarray(0, 8)).not.toEqual(before.subarray(0, 8));
    }
  });

  it('with a key of low order are refused', async () => {
    await expect(masked({ ...ofA, publicKey: new Uint8Array(32) })).rejects.toMatchObject({
      code: 'aggregation/bad-key',
    });
  });
});

describe('masked words', () => {
  it('are the words with all masks added, packed; words are left alone, and keys cleared', async () => {
    for (const bits of [5, 20, 30]) {
      const words = Uint32Array.from({ length: 40_001 }, (_, i) => (i * 77) % 2 ** bits);
      const masks = () =>
        [1, 2, 3].map((i) => ({
          key: new Uint8Array(32).fill(i),
          sign: i === 2 ? (-1 as const) : (1 as const),
        }));
      const [before, added, used] = [words.slice(), words.slice(), masks()];
      await addMasks(nodeSuite, added, bits, masks());
      const packed = await maskWords(nodeSuite, words, bits, used);
      expect(Buffer.from(packed).equals(packWords(added, bits))).toBe(true);
      expect(packed).not.toEqual(packWords(words, bits));
      expect(words).toEqual(before);
      expect(used.every(({ key }) => key.every((byte) => byte === 0))).toBe(true);
    }
  });
});

describe('self-masks', () => {
  it('depend on all 256 bits of their seed, and on the round', async () => {
    const maskOf = async (seed: Uint8Array<ArrayBuffer>, of = root) => {
      const words = new Uint32Array(8);
      await addMasks(nodeSuite, words, 32, [await selfMask(nodeSuite, of, seed, 1)]);
      return words;
    };
    const before = await maskOf(secretA);
    for (let bit = 0; bit < 256; bit += 1) {
      const seed = secretA.slice();
      seed[bit >> 3] ^= 1 << (bit & 7);
      expect(await maskOf(seed)).not.toEqual(before);
      expect(await seedCommitment(nodeSuite, seed)).not.toEqual(await seedCommitment(nodeSuite, secretA));
    }
    expect(await maskOf(secretA, new Uint8Array(32))).not.toEqual(before);
  });
});

describe('sealed shares', () => {
  const shares = { x: 7, selfShare: new Uint8Array(32).fill(9), maskShare: new Uint8Array(32).fill(10) };
  const there = { root, sender: 3, receiver: 8, secret: secretA, publicKey: keyB };
  const here = { ...there, secret: secretB, publicKey: keyA };
  const channel = async ({ secret, publicKey, ...ends }: typeof there) => ({
    ...ends,
    agreed: await agree(secret, publicKey),
  });
  const seal = async (of = shares) => sealShares(nodeSuite, await channel(there), of);
  const open = async (by: typeof there, sealed: Bytes) => openShares(nodeSuite, await channel(by), sealed);

  it('are opened by the receiver', async () => {
    const sealed = await seal();
    expect(sealed).toHaveLength(SEALED_BYTES);
    expect(await open(here, sealed)).toEqual(shares);
  });

  it('are opened for no other round, sender, receiver or key, and not after any change', async () => {
    const sealed = await seal();
    const unreadable = { code: 'aggregation/unreadable-share' };
    for (const wrong of [{ root: new Uint8Array(32) }, { sender: 4 }, { receiver: 9 }, { secret: secretA }]) {
      await expect(open({ ...here, ...wrong }, sealed)).rejects.toMatchObject(unreadable);
    }
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = sealed.map((byte, at) => (at === i ? byte ^ 0x10 : byte));
      await expect(open(here, changed)).rejects.toMatchObject(unreadable);
    }
  });

  it('with an x of 0, which would be the secret itself, are refused', async () => {
    const sealed = await seal({ ...shares, x: 0 });
    await expect(open(here, sealed)).rejects.toMatchObject({
      code: 'aggregation/unreadable-share',
    });
  });
});
