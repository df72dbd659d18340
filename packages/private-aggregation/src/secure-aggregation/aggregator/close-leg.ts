import { ParlourError } from '@parlour/wire';
import { demand, type RefusalReason } from '../../refusal.ts';
import { cohortGraph } from '../graph/cohort-graph.ts';
import { memberSet, members } from '../member-set.ts';
import { merkleTree } from '../merkle-tree.ts';
import { roundRoot } from '../round-setup.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { Tools } from '../tools.ts';
import { OpenedShares } from './opened-shares.ts';
import { SealedShares } from './sealed-shares.ts';
import { SharesByReceiver } from './shares-by-receiver.ts';
import type {
  Adding,
  Advertising,
  Confirming,
  Reporting,
  ServerState,
  Sharing,
  Unmasking,
} from './server-state.ts';

/**
 * Ends the leg that is open, with whoever has answered: the state waits for the next one, or is aborted because too
 * few are left. When to close (all are there, a quorum and a grace, a deadline) is for whoever runs the machine.
 * @throws ParlourError `aggregation/out-of-turn` where no leg is open.
 */
export async function closeLeg({ suite }: Tools, state: ServerState): Promise<ServerState> {
  demand('answered' in state && state.phase !== 'adding', 'out-of-turn', 'no open leg');
  try {
    return await close(suite, state);
  } catch (cause) {
    return abort(state, cause);
  }
}

/** Ends a round without a sum. */
export function abort({ setup }: ServerState, cause: unknown): ServerState {
  if (!(cause instanceof ParlourError && cause.code.startsWith('aggregation/'))) {
    throw cause;
  }
  return { phase: 'aborted', setup, reason: cause.code.slice('aggregation/'.length) as RefusalReason };
}

type Open = Advertising | Sharing | Reporting | Confirming | Unmasking;

async function close(suite: CryptoSuite, state: Open): Promise<ServerState> {
  switch (state.phase) {
    case 'advertising':
      return commitKeys(suite, state);
    case 'sharing':
      return fixSharers(suite, state);
    case 'reporting':
      return fixSurvivors(state);
    case 'confirming':
      return passOnSignatures(state);
    case 'unmasking':
      return startAdding(state);
  }
}

async function commitKeys(suite: CryptoSuite, state: Advertising): Promise<Sharing> {
  const { setup, setupContext, answered, clients, indices } = state;
  demand(clients.length >= setup.minimumReports, 'too-few-answers', 'advertising');
  const graph = cohortGraph(clients.length, setup);
  const tree = await merkleTree(
    suite,
    clients.map(({ message }) => message),
  );
  const context = await roundRoot(suite, setupContext, clients.length, tree.root);
  const sealedBy = new SealedShares();
  return {
    phase: 'sharing',
    setup,
    setupContext,
    answered,
    clients,
    indices,
    graph,
    tree,
    context,
    sealedBy,
  };
}

async function fixSharers(suite: CryptoSuite, state: Sharing): Promise<Reporting> {
  const { sealedBy, clients, setup } = state;
  demand(sealedBy.size >= setup.minimumReports, 'too-few-answers', 'sharing');
  const sharers = memberSet(clients.length, sealedBy.keys());
  const sealedFor = new SharesByReceiver(sealedBy, sharers, clients.length);
  const sharersHash = await suite.sha256(sharers);
  const sum = new Uint32Array(setup.dimension);
  return { ...state, phase: 'reporting', sharers, sharersHash, sealedFor, sum, reported: new Set() };
}

function fixSurvivors(state: Reporting): Confirming {
  const { reported, clients, setup, sharers } = state;
  demand(reported.size >= setup.minimumReports, 'too-few-answers', 'reporting');
  const survivors = memberSet(clients.length, reported);
  const dropped = sharers.map((bits, i) => bits & ~survivors[i]);
  // Everybody who needs what was sealed for it has it, or it could not have reported.
  const sealedBy = state.sealedBy.withoutSealed();
  const sealedFor = new SharesByReceiver(sealedBy, sharers, clients.length);
  return { ...state, phase: 'confirming', survivors, dropped, sealedBy, sealedFor, confirmations: new Map() };
}

function passOnSignatures(state: Confirming): Unmasking {
  demand(state.confirmations.size >= state.graph.threshold, 'too-few-answers', 'confirming');
  return { ...state, phase: 'unmasking', opened: new OpenedShares() };
}

function startAdding(state: Unmasking): Adding {
  const { sharers, clients, opened, graph } = state;
  for (const owner of members(sharers, clients.length)) {
    demand(opened.count(owner) >= graph.threshold, 'too-few-answers', 'unmasking');
  }
  return { ...state, phase: 'adding', done: new Set() };
}
