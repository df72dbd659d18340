import { describe, expect, it, vi } from 'vitest';
import { addMasks, pairMask, selfMask } from '../masks/masks.ts';
import { openShares, sealShares } from '../masks/sealed-share.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { nodeSuite } from '../suite/node-suite.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { standAt, standAtNeighbours } from '../test/stand-at.ts';
import { clientStep } from './client.ts';

const cleared = (secret: Uint8Array) => secret.every((byte) => byte === 0);

describe('a device clears, in the state that it leaves behind, what it needs no more', () => {
  it('the seed of its draw, once it has drawn', async () => {
    const { round, device, message } = await standAt(cheapTestSuite, 'sharing');
    const { state } = device;
    const next = await clientStep(round.tools, state, message);
    expect(state.phase === 'advertised' && cleared(state.secrets.drawSeed)).toBe(true);
    expect(next.phase === 'drawn' && next.secrets.drawSeed).toHaveLength(0);
  });

  it('the seed of its shares, once it has shared', async () => {
    const { round, device, message } = await standAtNeighbours(cheapTestSuite);
    const { state } = device;
    const next = await clientStep(round.tools, state, message);
    expect(state.phase === 'drawn' && cleared(state.secrets.shareSeed)).toBe(true);
    expect(next.phase === 'shared' && Object.keys(next.secrets).toSorted()).toEqual([
      'channelKey',
      'encryptionSecret',
      'maskSecret',
      'selfSeed',
      'signingSeed',
    ]);
  });

  it('the polynomials that its secrets are shared by, and every copy of them, shared or refused', async () => {
    const copies = vi.spyOn(Uint8Array.prototype, 'slice');
    for (const lowOrder of [false, true]) {
      const { round, device, message } = await standAtNeighbours(cheapTestSuite);
      const streams: Uint8Array[] = [];
      const suite: CryptoSuite = {
        ...cheapTestSuite,
        keystream: async (key, length) => {
          const stream = await cheapTestSuite.keystream(key, length);
          streams.push(stream);
          return stream;
        },
        x25519: (secret) =>
          lowOrder ? () => Promise.reject(new Error('low order')) : cheapTestSuite.x25519(secret),
      };
      copies.mockClear();
      const step = clientStep({ ...round.tools, suite }, device.state, message);
      const outcome = await step.then(
        ({ phase }) => phase,
        (error: { readonly code: string }) => error.code,
      );
      expect(outcome).toBe(lowOrder ? 'aggregation/bad-key' : 'shared');
      expect(streams).toHaveLength(1);
      const half = streams[0].length / 2;
      const made = copies.mock.results.map(({ value }) => value as Uint8Array);
      expect([...streams, ...made.filter(({ length }) => length === half)].every(cleared)).toBe(true);
    }
    copies.mockRestore();
  });

  it('the secrets of its masks, once it has reported', async () => {
    const { round, device, message } = await standAt(cheapTestSuite, 'reporting');
    const { state } = device;
    if (state.phase !== 'shared') {
      throw new Error('not there');
    }
    const { maskSecret, encryptionSecret, selfSeed, signingSeed } = state.secrets;
    const next = await clientStep(round.tools, state, message, device.report);
    expect([maskSecret, encryptionSecret, selfSeed].every(cleared)).toBe(true);
    expect(cleared(signingSeed)).toBe(false);
    expect(JSON.stringify(Object.keys(next))).not.toMatch(/secrets|maskSecret|encryptionSecret|selfSeed/);
  });

  it('nothing at all when it refuses', async () => {
    const { round, device, message } = await standAt(cheapTestSuite, 'reporting');
    const before = structuredClone(device.state);
    const changed = message.map((byte, i) => (i === 60 ? byte ^ 1 : byte));
    await expect(clientStep(round.tools, device.state, changed, device.report)).rejects.toBeInstanceOf(Error);
    expect(device.state).toEqual(before);
  });
});

describe('what was agreed on or derived is cleared by whoever used it', () => {
  const root = new Uint8Array(32).fill(1);
  const agreed = () => new Uint8Array(32).fill(7);

  it('the agreement and the key of a mask', async () => {
    const pair = { root, own: 1, partner: 2, agreed: agreed() };
    const masks = [await pairMask(nodeSuite, pair), await selfMask(nodeSuite, root, agreed(), 1)];
    expect(cleared(pair.agreed)).toBe(true);
    await addMasks(nodeSuite, new Uint32Array(4), 20, masks);
    expect(masks.every(({ key }) => cleared(key))).toBe(true);
  });

  it('the agreement of a sealed share, by both ends', async () => {
    const shares = { x: 1, selfShare: agreed(), maskShare: agreed() };
    const [there, here] = [agreed(), agreed()];
    const ends = { root, sender: 1, receiver: 2 };
    const sealed = await sealShares(nodeSuite, { ...ends, agreed: there }, shares);
    await openShares(nodeSuite, { ...ends, agreed: here }, sealed);
    expect([there, here].every(cleared)).toBe(true);
  });
});
