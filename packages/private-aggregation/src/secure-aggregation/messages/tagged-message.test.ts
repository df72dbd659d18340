import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement } from '../agree.ts';
import { aggregatorSecret, channelKey } from '../channel-key.ts';
import { nodeSuite } from '../suite/node-suite.ts';
import { webSuite } from '../suite/web-suite.ts';
import { type Header, type Kind, KINDS } from './signed-message.ts';
import { isTagged, openTagged, TAG_BYTES, tagMessage } from './tagged-message.ts';

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
const bodies = fc.uint8Array({ maxLength: 80 }).map((array) => new Uint8Array(array));
const kinds = fc.constantFrom(...(Object.keys(KINDS) as Kind[]));
const headers: fc.Arbitrary<Header> = fc.record({
  kind: kinds,
  context: bytes(32),
  sender: fc.nat(0xffff_ffff),
});
const code = (name: string) => ({ code: `aggregation/${name}` });

describe('a tagged message', () => {
  it('is opened with the shared key, by any suite', async () => {
    await fc.assert(
      fc.asyncProperty(headers, bodies, bytes(32), async (header, body, key) => {
        const message = await tagMessage(nodeSuite, header, body, key);
        expect(message).toHaveLength(38 + body.length + TAG_BYTES);
        expect(await tagMessage(webSuite, header, body, key)).toEqual(message);
        expect((await openTagged(webSuite, message, header, key)).rest()).toEqual(body);
      }),
      { numRuns: 30 },
    );
  });

  it('is not with another key, nor after any change', async () => {
    await fc.assert(
      fc.asyncProperty(headers, bodies, bytes(32), fc.nat(), async (header, body, key, at) => {
        const message = await tagMessage(nodeSuite, header, body, key);
        const other = key.map((byte, i) => (i === at % 32 ? byte ^ 1 : byte));
        await expect(openTagged(nodeSuite, message, header, other)).rejects.toMatchObject(
          code('bad-signature'),
        );
        const place = 38 + (at % (message.length - 38));
        const changed = message.map((byte, i) => (i === place ? byte ^ 0x40 : byte));
        await expect(openTagged(nodeSuite, changed, header, key)).rejects.toMatchObject(
          code('bad-signature'),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('of one kind, round or sender is not taken for another’s though its header says so', async () => {
    const header = { kind: 'shares', context: new Uint8Array(32).fill(1), sender: 3 } as const;
    const key = new Uint8Array(32).fill(9);
    const message = await tagMessage(nodeSuite, header, new Uint8Array(4), key);
    const lies: readonly (readonly [number, number, Partial<Header>])[] = [
      [1, KINDS.report, { kind: 'report' }],
      [2, 2, { context: new Uint8Array(32).fill(2, 0, 1).fill(1, 1) }],
      [37, 4, { sender: 4 }],
    ];
    for (const [place, byte, change] of lies) {
      const moved = message.map((before, i) => (i === place ? byte : before));
      const expected = { ...header, ...change };
      await expect(openTagged(nodeSuite, moved, expected, key)).rejects.toMatchObject(code('bad-signature'));
      await expect(openTagged(nodeSuite, message, expected, key)).rejects.toBeInstanceOf(Error);
    }
    await expect(openTagged(nodeSuite, message.slice(0, 53), header, key)).rejects.toMatchObject(
      code('malformed-message'),
    );
  });

  it('is never one on which a third party relies', () => {
    const signed = (Object.keys(KINDS) as Kind[]).filter((kind) => !isTagged(kind));
    expect(signed).toEqual(['announcement', 'advertisement', 'survivors', 'confirmation']);
  });
});

describe('the key that a device and the aggregator share', () => {
  const context = new Uint8Array(32).fill(1);
  const [seed, secret] = [new Uint8Array(32).fill(2), new Uint8Array(32).fill(3)];

  it('is the same at both ends, and another in another round, for another device or aggregator', async () => {
    const between = async (signingSeed = seed, deviceSecret = secret, round = context) => {
      const aggregators = await aggregatorSecret(nodeSuite, signingSeed, round);
      const there = await channelKey(
        nodeSuite,
        await agreement(nodeSuite, deviceSecret),
        await nodeSuite.x25519Public(aggregators),
        round,
      );
      const here = await channelKey(
        nodeSuite,
        await agreement(nodeSuite, aggregators),
        await nodeSuite.x25519Public(deviceSecret),
        round,
      );
      expect(here).toEqual(there);
      return here;
    };
    const keys = [
      await between(),
      await between(new Uint8Array(32).fill(4)),
      await between(seed, new Uint8Array(32).fill(4)),
      await between(seed, secret, new Uint8Array(32)),
    ];
    expect(new Set(keys.map((key) => key.join())).size).toBe(4);
  });
});
