import { demand, refusal } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';
import { isMember } from '../member-set.ts';
import { merkleProof } from '../merkle-tree.ts';
import { writeConfirmations } from '../messages/confirmation.ts';
import { writeDeliveries } from '../messages/deliveries.ts';
import { writeRoster } from '../messages/roster.ts';
import { type Kind, NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { writeSurvivors } from '../messages/survivors.ts';
import { listAt } from './list-at.ts';
import type { Reporting, ServerState, ServerTools, Sharing, Unmasking } from './server-state.ts';

/**
 * What the aggregator has to say to a device in the open leg; the same bytes however often it is asked.
 * @throws ParlourError `aggregation/unknown-sender` for a device that is not part of the leg, `-out-of-turn` before the
 * keys are committed and when the round is over.
 */
export async function messageTo(tools: ServerTools, state: ServerState, index: number): Promise<Bytes> {
  switch (state.phase) {
    case 'sharing':
      demand(index < state.clients.length, 'unknown-sender');
      return signed(tools, state.setupContext, 'roster', rosterFor(state, index));
    case 'reporting':
      demand(isMember(state.sharers, index), 'unknown-sender', 'did not share');
      return signed(tools, state.context, 'deliveries', deliveriesFor(state, index));
    case 'confirming':
      demand(isMember(state.survivors, index), 'unknown-sender', 'did not report');
      return signed(tools, state.context, 'survivors', writeSurvivors(state));
    case 'unmasking':
      demand(state.confirmations.has(index), 'unknown-sender', 'did not confirm');
      return signed(tools, state.context, 'confirmations', confirmationsFor(state, index));
    default:
      throw refusal('out-of-turn', state.phase);
  }
}

const signed = ({ suite, signingSeed }: ServerTools, context: Bytes, kind: Kind, body: Bytes) =>
  signMessage(suite, { kind, context, sender: NO_INDEX }, body, signingSeed);

const rosterFor = ({ clients, tree }: Sharing, index: number): Bytes =>
  writeRoster({ clients: clients.length, index, treeRoot: tree.root, proof: merkleProof(tree, index) });

function deliveriesFor({ clients, tree, sharers, sealedFor }: Reporting, index: number): Bytes {
  const deliveries = listAt(sealedFor, index).map(({ sender, sealed }) => ({
    sender,
    sealed,
    advertisement: clients[sender].message,
    proof: merkleProof(tree, sender),
  }));
  return writeDeliveries({ sharers, deliveries });
}

/** As many as a device needs, and no more for it to check. */
function confirmationsFor({ sealedBy, confirmations, graph }: Unmasking, index: number): Bytes {
  const drawn = listAt(sealedBy, index)
    .map(({ receiver }) => receiver)
    .toSorted((a, b) => a - b);
  const signatures = drawn.flatMap((signer) => {
    const signature = confirmations.get(signer);
    return signature === undefined ? [] : [{ signer, signature }];
  });
  return writeConfirmations(signatures.slice(0, graph.threshold));
}
