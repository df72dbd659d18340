import { demand } from '../../refusal.ts';
import { agreement } from '../agree.ts';
import { type Bytes, utf8, zero } from '../bytes.ts';
import { type SharePair, sealShares } from '../masks/sealed-share.ts';
import { readNeighbours } from '../messages/neighbours.ts';
import { type SealedFor, writeShares } from '../messages/shares.ts';
import { tagMessage } from '../messages/tagged-message.ts';
import { coefficientBytes, split } from '../shamir/shamir.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { Tools } from '../tools.ts';
import { TreeMembership } from '../tree-membership.ts';
import type { Drawn, NeighbourKeys, Shared } from './client-state.ts';
import { openFromAggregator } from './open-from-aggregator.ts';
import { checkDistinct, openNeighbour } from './open-neighbour.ts';

/**
 * Leg 2: the keys that were asked for are there; seals for each drawn neighbour its share of both secrets.
 * @throws ParlourError `aggregation/key-set-mismatch`, `-bad-token`, `-repeated-neighbour`, `-bad-key`, and as
 * `openMessage`.
 */
export async function onNeighbours(tools: Tools, state: Drawn, message: Bytes): Promise<Shared> {
  const { suite } = tools;
  const shown = readNeighbours(
    await openFromAggregator(suite, state, state.secrets.channelKey, 'neighbours', message),
  );
  demand(shown.length === state.draw.length, 'key-set-mismatch', 'not those asked for');
  const tree = new TreeMembership(suite, state.treeRoot, state.clients);
  const neighbours: NeighbourKeys[] = [];
  for (const [place, keys] of shown.entries()) {
    neighbours.push(await openNeighbour(tools, tree, state.setupContext, state.draw[place], keys));
  }
  checkDistinct(neighbours, state.index, state.ownKeys);
  const shares = await sealForAll(suite, state, neighbours);
  const { setup, aggregatorKey, context, clients, setupContext, treeRoot, index, graph, ownKeys } = state;
  const { signingSeed, maskSecret, encryptionSecret, channelKey, selfSeed, shareSeed } = state.secrets;
  const header = { kind: 'shares', context, sender: index } as const;
  const outbox = await tagMessage(suite, header, writeShares(shares), channelKey);
  zero(shareSeed);
  return {
    phase: 'shared',
    setup,
    aggregatorKey,
    context,
    outbox,
    clients,
    setupContext,
    treeRoot,
    index,
    graph,
    ownKeys,
    neighbours,
    secrets: { signingSeed, maskSecret, encryptionSecret, channelKey, selfSeed },
  };
}

async function sealForAll(
  suite: CryptoSuite,
  { context: root, index, graph, secrets }: Drawn,
  neighbours: readonly NeighbourKeys[],
): Promise<SealedFor[]> {
  const { degree, threshold } = graph;
  const half = coefficientBytes(threshold);
  const key = await suite.hkdf(secrets.shareSeed, root, COEFFICIENTS, 32);
  const coefficients = await suite.keystream(key, 2 * half);
  const ofSeed = split(secrets.selfSeed, degree, threshold, coefficients.subarray(0, half));
  const ofMask = split(secrets.maskSecret, degree, threshold, coefficients.subarray(half));
  try {
    const agree = await agreement(suite, secrets.encryptionSecret);
    const sealedFor: SealedFor[] = [];
    for (const [place, { index: receiver, encryptionKey }] of neighbours.entries()) {
      const pair: SharePair = { x: place + 1, selfShare: ofSeed[place], maskShare: ofMask[place] };
      const channel = { root, sender: index, receiver, agreed: await agree(encryptionKey) };
      sealedFor.push({ receiver, sealed: await sealShares(suite, channel, pair) });
    }
    return sealedFor;
  } finally {
    zero(key, coefficients, ...ofSeed, ...ofMask);
  }
}

const COEFFICIENTS = utf8('parlour/share-coefficients/1');
