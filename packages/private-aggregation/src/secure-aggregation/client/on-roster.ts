import { demand } from '../../refusal.ts';
import { type Bytes, zero } from '../bytes.ts';
import { cohortGraph } from '../graph/cohort-graph.ts';
import { drawNeighbours } from '../graph/draw-neighbours.ts';
import { claimedAdvertisement } from '../messages/advertisement.ts';
import { writeDraw } from '../messages/draw.ts';
import { readRoster } from '../messages/roster.ts';
import { tagMessage } from '../messages/tagged-message.ts';
import { roundRoot } from '../round-setup.ts';
import type { Tools } from '../tools.ts';
import { TreeMembership } from '../tree-membership.ts';
import type { Advertised, Drawn } from './client-state.ts';
import { openFromAggregator } from './open-from-aggregator.ts';

/**
 * The keys are committed: checks that its own are among them, computes degree and threshold, draws its neighbours and
 * asks for their keys.
 * @throws ParlourError `aggregation/cohort-size`, `-degree-too-high`, `-key-set-mismatch`, and as `openMessage`.
 */
export async function onRoster({ suite }: Tools, state: Advertised, message: Bytes): Promise<Drawn> {
  const roster = readRoster(
    await openFromAggregator(suite, state, state.secrets.channelKey, 'roster', message),
  );
  const { clients, index, treeRoot, proof } = roster;
  const { minimumReports, cohortSize } = state.setup;
  demand(clients >= minimumReports && clients <= cohortSize, 'cohort-size', String(clients));
  const graph = cohortGraph(clients, state.setup);
  const own = await new TreeMembership(suite, treeRoot, clients).has(index, state.outbox, proof);
  demand(own, 'key-set-mismatch', 'own keys');
  const context = await roundRoot(suite, state.context, clients, treeRoot);
  const draw = await drawNeighbours(suite, state.secrets.drawSeed, context, index, clients, graph.degree);
  const { signingKey, maskKey, encryptionKey } = claimedAdvertisement(state.outbox, state.context);
  const header = { kind: 'draw', context, sender: index } as const;
  const outbox = await tagMessage(suite, header, writeDraw(draw), state.secrets.channelKey);
  const { setup, aggregatorKey } = state;
  const secrets = { ...state.secrets, drawSeed: new Uint8Array() };
  zero(state.secrets.drawSeed);
  return {
    phase: 'drawn',
    setup,
    aggregatorKey,
    context,
    outbox,
    clients,
    setupContext: state.context,
    treeRoot,
    index,
    graph,
    draw,
    secrets,
    ownKeys: [signingKey, maskKey, encryptionKey],
  };
}
