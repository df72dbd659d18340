import { demand, refusal } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';
import { isMember } from '../member-set.ts';
import { merkleProof } from '../merkle-tree.ts';
import { writeConfirmations } from '../messages/confirmation.ts';
import { writeDeliveries } from '../messages/deliveries.ts';
import { writeRoster } from '../messages/roster.ts';
import { type Kind, NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { tagMessage } from '../messages/tagged-message.ts';
import { writeSurvivors } from '../messages/survivors.ts';
import { listAt } from './list-at.ts';
import type { Confirming, Reporting, ServerState, ServerTools, Sharing, Unmasking } from './server-state.ts';

/**
 * What the aggregator has to say to a device in the open leg; the same bytes however often it is asked.
 * @throws ParlourError `aggregation/unknown-sender` for a device that is not part of the leg, `-out-of-turn` before the
 * keys are committed and when the round is over.
 */
export async function messageTo(tools: ServerTools, state: ServerState, index: number): Promise<Bytes> {
  switch (state.phase) {
    case 'sharing':
      demand(index < state.clients.length, 'unknown-sender');
      return tagged(tools, state, index, 'roster', rosterFor(state, index));
    case 'reporting':
      demand(isMember(state.sharers, index), 'unknown-sender', 'did not share');
      return tagged(tools, state, index, 'deliveries', deliveriesFor(state, index));
    case 'confirming':
      demand(isMember(state.survivors, index), 'unknown-sender', 'did not report');
      return survivorsOf(tools, state);
    case 'unmasking':
      demand(state.confirmations.has(index), 'unknown-sender', 'did not confirm');
      return tagged(tools, state, index, 'confirmations', confirmationsFor(state, index));
    default:
      throw refusal('out-of-turn', state.phase);
  }
}

function tagged(
  { suite }: ServerTools,
  { clients, setupContext, context }: Sharing | Reporting | Unmasking,
  index: number,
  kind: Kind,
  body: Bytes,
): Promise<Bytes> {
  // Devices learn the round's root from the roster.
  const header = { kind, context: kind === 'roster' ? setupContext : context, sender: NO_INDEX };
  return tagMessage(suite, header, body, clients[index].channelKey);
}

/** Signed, so that who tells devices different lists has signed the proof of it. */
function survivorsOf({ suite, signingSeed }: ServerTools, state: Confirming): Promise<Bytes> {
  const header = { kind: 'survivors', context: state.context, sender: NO_INDEX } as const;
  return signMessage(suite, header, writeSurvivors(state), signingSeed);
}

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
