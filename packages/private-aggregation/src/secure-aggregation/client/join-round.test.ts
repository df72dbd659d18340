import { ParlourError } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import type { OpenedBundle } from '../../bundle/open-bundle.ts';
import { bundleExample } from '../../bundle/test/bundle-example.ts';
import { openRound } from '../aggregator/open-round.ts';
import { type Bytes, toHex } from '../bytes.ts';
import { openAdvertisement } from '../messages/advertisement.ts';
import { writeAnnouncement } from '../messages/announcement.ts';
import { NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { roundSetup } from '../round-setup.ts';
import { nodeSuite as suite } from '../suite/node-suite.ts';
import { type Entry, joinRound } from './join-round.ts';

const signingSeed = new Uint8Array(32).fill(1);
const tools = { suite, signingSeed, tokenIsValid: () => true };
const aggregatorKey = await suite.ed25519Public(signingSeed);
const bundle: OpenedBundle = { bundle: bundleExample, hash: new Uint8Array(32).fill(2) };
const round = {
  roundId: new Uint8Array(32).fill(3),
  tokenKeysHash: new Uint8Array(32).fill(4),
  dimension: 187_096,
};
const setup = roundSetup(bundle, round);
const { state: server, announcement } = await openRound(tools, setup);

const entry = (change: Partial<Entry> = {}): Entry => ({
  bundle,
  now: bundleExample.expiry - 1,
  dimension: round.dimension,
  aggregatorKey,
  tokenKeysHash: round.tokenKeysHash,
  signingSeed: new Uint8Array(32).fill(5),
  token: Uint8Array.of(6, 7),
  seed: new Uint8Array(32).fill(8),
  ...change,
});

async function refusalOf(message: Bytes, change: Partial<Entry> = {}): Promise<string> {
  const error: unknown = await joinRound(tools, message, entry(change)).catch((cause: unknown) => cause);
  return error instanceof ParlourError ? error.code.replace('aggregation/', '') : 'joined';
}

describe('joining a round', () => {
  it('sends keys that its one-time key signed, and the token', async () => {
    const state = await joinRound(tools, announcement, entry());
    const keys = await openAdvertisement(suite, state.outbox, server.setupContext);
    expect(state.setup).toEqual(setup);
    expect(keys.token).toEqual(Uint8Array.of(6, 7));
    expect(keys.signingKey).toEqual(await suite.ed25519Public(entry().signingSeed));
    expect(keys.maskKey).toEqual(await suite.x25519Public(state.secrets.maskSecret));
    expect(keys.encryptionKey).toEqual(await suite.x25519Public(state.secrets.encryptionSecret));
  });

  it('makes seven different secrets, others with any other seed or round, the same with the same', async () => {
    const secrets = async (message: Bytes, change: Partial<Entry> = {}) =>
      Object.values((await joinRound(tools, message, entry(change))).secrets).map(toHex);
    const other = await openRound(tools, { ...setup, roundId: new Uint8Array(32).fill(9) });
    const [own, again, ofSeed, ofRound] = [
      await secrets(announcement),
      await secrets(announcement),
      await secrets(announcement, { seed: new Uint8Array(32).fill(10) }),
      await secrets(other.announcement),
    ];
    expect(again).toEqual(own);
    // The signing seed is the entry's own and the same in all.
    expect(new Set([...own, ...ofSeed, ...ofRound]).size).toBe(19);
  });

  it('leaves the seeds of the entry for the caller to clear', async () => {
    const given = entry();
    const state = await joinRound(tools, announcement, given);
    given.seed.fill(0);
    given.signingSeed.fill(0);
    expect(state.secrets.signingSeed).toEqual(new Uint8Array(32).fill(5));
  });

  it.each([
    [
      'about a bundle that the person was not shown',
      { bundle: { ...bundle, hash: new Uint8Array(32) } },
      'bundle-unknown',
    ],
    ['about one that has expired', { now: bundleExample.expiry }, 'bundle-expired'],
    ['under other token keys', { tokenKeysHash: new Uint8Array(32) }, 'key-set-mismatch'],
    ['of another aggregator', { aggregatorKey: new Uint8Array(32).fill(1) }, 'bad-signature'],
    ['with reports of another length', { dimension: 187_095 }, 'wrong-round'],
    [
      'about the bundle with fewer reports in it',
      { bundle: { ...bundle, bundle: { ...bundleExample, minimumReports: 999 } } },
      'wrong-round',
    ],
    [
      'about the bundle with other rates',
      { bundle: { ...bundle, bundle: { ...bundleExample, adversarialRate: 0.2 } } },
      'wrong-round',
    ],
  ] as const)('is refused for a round %s', async (_, change, reason) => {
    expect(await refusalOf(announcement, change)).toBe(reason);
  });

  it('is refused for a setup that is not made of the bundle, though the aggregator signed it', async () => {
    const weak = await openRound(tools, { ...setup, minimumReports: 2 });
    expect(await refusalOf(weak.announcement)).toBe('wrong-round');
    const header = { kind: 'announcement', context: server.setupContext, sender: NO_INDEX } as const;
    const another = {
      ...setup,
      roundId: new Uint8Array(32).fill(11),
      channelKey: new Uint8Array(32).fill(9),
    };
    const lie = await signMessage(suite, header, writeAnnouncement(another), signingSeed);
    expect(await refusalOf(lie)).toBe('wrong-round');
  });

  it('is refused for a key of the aggregator that hides nothing', async () => {
    const header = { kind: 'announcement', context: server.setupContext, sender: NO_INDEX } as const;
    const body = writeAnnouncement({ ...setup, channelKey: new Uint8Array(32) });
    expect(await refusalOf(await signMessage(suite, header, body, signingSeed))).toBe('bad-key');
  });

  it('is refused for an announcement changed in any byte, cut off or with something behind', async () => {
    for (let i = 0; i < announcement.length; i += 1) {
      for (const flip of [1 << (i % 8), 0xff]) {
        const changed = announcement.map((byte, at) => (at === i ? byte ^ flip : byte));
        expect(await refusalOf(changed)).not.toBe('joined');
      }
    }
    for (let length = 0; length < announcement.length; length += 1) {
      expect(await refusalOf(announcement.slice(0, length))).not.toBe('joined');
    }
    expect(await refusalOf(new Uint8Array([...announcement, 0]))).toBe('bad-signature');
    expect(await refusalOf(announcement)).toBe('joined');
  });
});
