import { demand } from '../../refusal.ts';
import { agreement } from '../agree.ts';
import { type Bytes, zero } from '../bytes.ts';
import { maskWords, pairMask, selfMask } from '../masks/masks.ts';
import { openShares } from '../masks/sealed-share.ts';
import { checkMemberSet, isMember, memberCount } from '../member-set.ts';
import { type Delivery, readDeliveries } from '../messages/deliveries.ts';
import { writeReport } from '../messages/report.ts';
import { tagMessage } from '../messages/tagged-message.ts';
import { largestWord } from '../words/packed-words.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { Tools } from '../tools.ts';
import { TreeMembership } from '../tree-membership.ts';
import type { HeldShares, NeighbourKeys, Reported, Shared } from './client-state.ts';
import { openFromAggregator } from './open-from-aggregator.ts';
import { checkDistinct, openDrawer } from './open-neighbour.ts';

/**
 * A device is drawn by `degree` others on average, and by more than this only if they do not draw by chance (Bell et al.
 * 2020, section 4, cap it at three times the degree): a limit on work, as who draws a device holds none of its shares.
 */
const mostDrawnBy = (degree: number): number => 3 * degree + 20;

/**
 * Leg 3: takes the shares it is to hold, masks the encoded report with everybody who shared and drew this device or
 * was drawn by it, and sends it.
 * @param report `setup.dimension` words below 2^bits, already clipped, rounded and noised.
 * @throws ParlourError `aggregation/too-few-answers`, `-too-few-neighbours`, `-too-many-neighbours`,
 * `-repeated-neighbour`, `-key-set-mismatch`, `-unreadable-share`, `-bad-report`, and as `openMessage`.
 */
export async function onDeliveries(
  { suite }: Tools,
  state: Shared,
  message: Bytes,
  report: Uint32Array,
): Promise<Reported> {
  checkReport(state, report);
  const { sharers, deliveries } = readDeliveries(
    await openFromAggregator(suite, state, state.secrets.channelKey, 'deliveries', message),
  );
  checkMemberSet(sharers, state.clients);
  demand(isMember(sharers, state.index), 'too-few-neighbours', 'own shares left out');
  demand(memberCount(sharers) >= state.setup.minimumReports, 'too-few-answers', 'sharing');
  const drawn = state.neighbours.filter(({ index }) => isMember(sharers, index));
  demand(drawn.length >= state.graph.threshold, 'too-few-neighbours', String(drawn.length));
  demand(deliveries.length <= mostDrawnBy(state.graph.degree), 'too-many-neighbours');
  const drawnBy = await openSenders(suite, state, deliveries);
  demand(
    drawnBy.every(({ index }) => isMember(sharers, index)),
    'key-set-mismatch',
    'not a sharer',
  );
  const held = await takeShares(suite, state, drawnBy, deliveries);
  const partners = new Map([...drawn, ...drawnBy].map((keys) => [keys.index, keys]));
  const packed = await mask(suite, state, report, [...partners.values()]);
  const { setup, aggregatorKey, context, clients, setupContext, treeRoot, index, graph, secrets } = state;
  const body = writeReport({ sharersHash: await suite.sha256(sharers), packed });
  const header = { kind: 'report', context, sender: index } as const;
  const outbox = await tagMessage(suite, header, body, secrets.channelKey);
  zero(secrets.maskSecret, secrets.encryptionSecret, secrets.selfSeed);
  return {
    phase: 'reported',
    setup,
    aggregatorKey,
    context,
    outbox,
    clients,
    setupContext,
    treeRoot,
    index,
    graph,
    signingSeed: secrets.signingSeed,
    channelKey: secrets.channelKey,
    sharers,
    signers: drawn.map(({ index: signer, signingKey }) => ({ index: signer, signingKey })),
    held,
  };
}

function checkReport({ setup }: Shared, report: Uint32Array): void {
  demand(report.length === setup.dimension, 'bad-report', 'length');
  let used = 0;
  for (let i = 0; i < report.length; i += 1) {
    used |= report[i];
  }
  demand((used & ~largestWord(setup.bits)) === 0, 'bad-report', 'range');
}

/** Keys of those that drew this device, in rising order. Whom it drew itself it knows already; both may be. */
async function openSenders(
  suite: CryptoSuite,
  state: Shared,
  deliveries: readonly Delivery[],
): Promise<NeighbourKeys[]> {
  const known = new Map(state.neighbours.map((keys) => [keys.index, keys]));
  const tree = new TreeMembership(suite, state.treeRoot, state.clients);
  const senders: NeighbourKeys[] = [];
  let before = -1;
  for (const delivery of deliveries) {
    demand(delivery.sender > before, 'repeated-neighbour', 'order');
    before = delivery.sender;
    const { sender } = delivery;
    senders.push(known.get(sender) ?? (await openDrawer(tree, state.setupContext, sender, delivery)));
  }
  const strangers = senders.filter(({ index }) => !known.has(index));
  checkDistinct([...state.neighbours, ...strangers], state.index, state.ownKeys);
  return senders;
}

async function takeShares(
  suite: CryptoSuite,
  { context: root, index, secrets }: Shared,
  drawnBy: readonly NeighbourKeys[],
  deliveries: readonly Delivery[],
): Promise<HeldShares[]> {
  const agree = await agreement(suite, secrets.encryptionSecret);
  const held: HeldShares[] = [];
  for (const [place, { index: owner, encryptionKey }] of drawnBy.entries()) {
    const channel = { root, sender: owner, receiver: index, agreed: await agree(encryptionKey) };
    held.push({ owner, ...(await openShares(suite, channel, deliveries[place].sealed)) });
  }
  return held;
}

async function mask(
  suite: CryptoSuite,
  { context: root, index: own, secrets, setup }: Shared,
  report: Uint32Array,
  partners: readonly NeighbourKeys[],
): Promise<Bytes> {
  const masks = [await selfMask(suite, root, secrets.selfSeed, 1)];
  try {
    const agree = await agreement(suite, secrets.maskSecret);
    for (const { index: partner, maskKey } of partners) {
      masks.push(await pairMask(suite, { root, own, partner, agreed: await agree(maskKey) }));
    }
    return await maskWords(suite, report, setup.bits, masks);
  } finally {
    zero(...masks.map(({ key }) => key));
  }
}
