import { ParlourError } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { bundleExample } from '../../bundle/test/bundle-example.ts';
import { openRound } from '../../secure-aggregation/aggregator/open-round.ts';
import { serverReceive } from '../../secure-aggregation/aggregator/receive.ts';
import type { Bytes } from '../../secure-aggregation/bytes.ts';
import { type Entry, joinRound } from '../../secure-aggregation/client/join-round.ts';
import { roundSetup } from '../../secure-aggregation/round-setup.ts';
import { beginToken } from '../begin-token.ts';
import { finishToken } from '../finish-token.ts';
import { openTokenDirectory } from '../open-directory.ts';
import type { HeldToken } from '../pending-token.ts';
import {
  aggregatorKey,
  blindSign,
  directoryOf,
  keysOf,
  publish,
  signingSeed,
  type TestEpoch,
  testEpoch,
  tools,
} from '../test/test-issuer.ts';
import { tokenChecker } from '../token-checker.ts';

const { suite } = tools;
const bundle = { bundle: { ...bundleExample, expiry: 1 }, hash: new Uint8Array(32).fill(4) };
const dimension = 8;

/** The issuer's two keys of one epoch: everybody's, and one that it shows to a single person. */
const everybodys = testEpoch('2026-w47');
const tag = testEpoch('2026-w47');

async function tokenBy(epoch: TestEpoch, seed: number): Promise<HeldToken> {
  const pending = await beginToken(tools, await keysOf(epoch), new Uint8Array(32).fill(seed));
  return finishToken(tools, pending, blindSign(epoch, pending.blinded));
}

async function announce({ tokenKeysHash, ...keys }: HeldToken) {
  const serverTools = { suite, signingSeed, tokenIsValid: await tokenChecker(tools, keys) };
  const setup = roundSetup(bundle, { roundId: new Uint8Array(32).fill(1), tokenKeysHash, dimension });
  return { serverTools, ...(await openRound(serverTools, setup)) };
}

async function join(held: HeldToken, announcement: Bytes) {
  const { token, tokenKeysHash } = held;
  const seeds = { signingSeed: held.signingSeed, seed: new Uint8Array(32).fill(6) };
  const entry: Entry = { bundle, now: 0, dimension, aggregatorKey, tokenKeysHash, token, ...seeds };
  return joinRound({ suite, tokenIsValid: await tokenChecker(tools, held) }, announcement, entry);
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ParlourError ? error.code : error),
  );

const victim = await tokenBy(tag, 1);
const other = await tokenBy(everybodys, 2);

describe('an issuer that gives one person a key of their own', () => {
  it('gets no device of that person into the round of all others', async () => {
    const { announcement, serverTools, state } = await announce(other);
    expect(await codeOf(join(victim, announcement))).toBe('aggregation/key-set-mismatch');
    const { outbox } = await join(other, announcement);
    expect((await serverReceive(serverTools, state, outbox)).outcome).toBe('accepted');
  });

  it('that announces another round to that person has them among no others', async () => {
    const all = await announce(other);
    const aside = await announce(victim);
    const { outbox } = await join(victim, aside.announcement);
    expect(await codeOf(serverReceive(all.serverTools, all.state, outbox))).toBe('aggregation/wrong-round');
    const theirs = await tokenChecker(tools, victim);
    expect(await theirs(await suite.ed25519Public(other.signingSeed), other.token)).toBe(false);
    expect(await codeOf(join(other, aside.announcement))).toBe('aggregation/key-set-mismatch');
  });

  it('has signed the proof of it, for whoever lays two directories side by side', async () => {
    const shownToAll = await openTokenDirectory(suite, await publish(directoryOf(everybodys)), {
      aggregatorKey,
    });
    const shownToOne = await publish(directoryOf(tag));
    expect(await codeOf(openTokenDirectory(suite, shownToOne, { aggregatorKey, known: shownToAll }))).toBe(
      'tokens/directory-changed',
    );
  });
});

describe('a round', () => {
  it('takes no token of another epoch, nor one whose key somebody else uses', async () => {
    const { announcement, serverTools, state } = await announce(other);
    const { tokenKeysHash } = other;
    const earlier = { ...(await tokenBy(testEpoch('2026-w46'), 3)), tokenKeysHash };
    const stolen = { ...other, signingSeed: new Uint8Array(32).fill(8) };
    for (const held of [earlier, stolen]) {
      const { outbox } = await join(held, announcement);
      expect(await codeOf(serverReceive(serverTools, state, outbox))).toBe('aggregation/bad-token');
    }
  });
});
