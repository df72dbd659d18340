import { ParlourError } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../secure-aggregation/bytes.ts';
import { askingMoment } from './asking-moment.ts';
import { beginToken } from './begin-token.ts';
import { finishToken } from './finish-token.ts';
import { type PendingToken, tokenStateFromBytes, tokenStateToBytes } from './pending-token.ts';
import { blindSign, keysOf, testEpoch, tools } from './test/test-issuer.ts';
import { tokenChecker } from './token-checker.ts';
import { TOKEN_BYTES } from './token-message.ts';

const epoch = testEpoch('2026-w47');
const other = testEpoch('2026-w48');
const keys = await keysOf(epoch);
const otherKeys = await keysOf(other);
const seedOf = (byte: number): Bytes => new Uint8Array(32).fill(byte);
const publicOf = (seed: Bytes) => tools.suite.ed25519Public(seed);

const pending = await beginToken(tools, keys, seedOf(1));
const answer = blindSign(epoch, pending.blinded);
/** As it is again after a reload. */
const reload = (): PendingToken => {
  const state = tokenStateFromBytes(tokenStateToBytes(pending));
  if (state.phase !== 'pending') throw new Error('not pending');
  return state;
};
const held = await finishToken(tools, reload(), answer);
const isValid = await tokenChecker(tools, held);

describe('a token', () => {
  it('vouches for its one-time key in its epoch', async () => {
    expect(held.token).toHaveLength(TOKEN_BYTES);
    expect(held.tokenKeysHash).toEqual(keys.tokenKeysHash);
    expect(await isValid(await publicOf(held.signingSeed), held.token)).toBe(true);
  });

  it('vouches for no other key', async () => {
    expect(await isValid(await publicOf(seedOf(2)), held.token)).toBe(false);
  });

  it('of another epoch vouches for nothing, even where the signing key is the same', async () => {
    const key = await publicOf(held.signingSeed);
    expect(await (await tokenChecker(tools, otherKeys))(key, held.token)).toBe(false);
    const sameKey = await tokenChecker(tools, { ...keys, epoch: '2026-w48' });
    expect(await sameKey(key, held.token)).toBe(false);
  });

  it('of which any byte is changed, or the length, is none', async () => {
    const key = await publicOf(held.signingSeed);
    await fc.assert(
      fc.asyncProperty(fc.nat(TOKEN_BYTES - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        expect(await isValid(key, held.token.with(at, held.token[at] ^ flip))).toBe(false);
      }),
      { numRuns: 300 },
    );
    for (const token of [new Uint8Array(0), held.token.slice(1), new Uint8Array(TOKEN_BYTES + 1)]) {
      expect(await isValid(key, token)).toBe(false);
    }
    expect(await isValid(new Uint8Array(3), held.token)).toBe(false);
  });
});

describe('an issuer that answers with something else', () => {
  const problemOf = (signature: Bytes) =>
    finishToken(tools, reload(), signature).then(
      () => 'none',
      (error: unknown) => (error instanceof ParlourError ? error.code : error),
    );
  const refused = 'tokens/bad-signature';

  it('is caught: a changed signature', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(255), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        expect(await problemOf(answer.with(at, answer[at] ^ flip))).toBe(refused);
      }),
      { numRuns: 25 },
    ));

  it('is caught: by a key of this device alone', async () => {
    const own = testEpoch('2026-w47');
    expect(await problemOf(blindSign(own, pending.blinded.with(0, 0)))).toBe(refused);
  });

  it('is caught: the key of another epoch, another message, nothing', async () => {
    expect(await problemOf(blindSign(other, pending.blinded.with(0, 0)))).toBe(refused);
    const another = await beginToken(tools, keys, seedOf(1));
    expect(await problemOf(blindSign(epoch, another.blinded))).toBe(refused);
    expect(await problemOf(new Uint8Array(256))).toBe(refused);
    expect(await problemOf(new Uint8Array(255))).toBe(refused);
    expect(await problemOf(new Uint8Array(0))).toBe(refused);
  });

  it('may answer again: what failed can be finished with the right answer', async () => {
    const state = reload();
    await expect(finishToken(tools, state, new Uint8Array(256))).rejects.toThrow('no token');
    expect((await finishToken(tools, state, answer)).token).toHaveLength(TOKEN_BYTES);
    expect(state.inverse.every((byte) => byte === 0)).toBe(true);
  });
});

describe('what is stored', () => {
  it('comes back the same, so that the same is asked after a reload', () => {
    expect(tokenStateFromBytes(tokenStateToBytes(pending))).toEqual(pending);
    expect(tokenStateFromBytes(tokenStateToBytes(held))).toEqual(held);
  });

  it('no longer holds what could link request and token', () => {
    expect(Object.keys(held).toSorted()).toEqual([
      'epoch',
      'phase',
      'publicKey',
      'signingSeed',
      'token',
      'tokenKeysHash',
    ]);
  });

  it('is refused where it is damaged', () => {
    const bytes = tokenStateToBytes(held);
    for (const damaged of [
      bytes.slice(0, -1),
      new Uint8Array(0),
      tokenStateToBytes({ ...held }).fill(7, 0, 9),
    ]) {
      expect(() => tokenStateFromBytes(damaged)).toThrow(
        expect.objectContaining({ code: 'tokens/malformed-state' }),
      );
    }
  });
});

it('is asked for at any moment before its epoch, or within the hour, and never after it', () => {
  const times = fc.record({ now: fc.nat(10 ** 12), ahead: fc.integer({ min: -(10 ** 9), max: 10 ** 9 }) });
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 2 ** 32 - 1 }), ({ now, ahead }, word) => {
      const validFrom = now + ahead;
      const validUntil = validFrom + 7 * 86_400_000;
      const moment = askingMoment({ validFrom, validUntil }, now, word);
      expect(moment).toBeGreaterThanOrEqual(now);
      expect(moment).toBeLessThanOrEqual(
        Math.max(now, Math.min(validUntil, Math.max(validFrom, now + 3_600_000))),
      );
    }),
  );
  const epochAhead = { validFrom: 10_000_000, validUntil: 20_000_000 };
  expect(askingMoment(epochAhead, 0, 0)).toBe(0);
  expect(askingMoment(epochAhead, 0, 2 ** 31)).toBe(5_000_000);
});
