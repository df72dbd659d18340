import { isMember, members } from '../member-set.ts';
import type { Share } from '../shamir/shamir.ts';
import { listAt } from './list-at.ts';
import type { Adding } from './server-state.ts';
import type { DroppedJob, SelfMasksJob, UnmaskJob } from './unmask-job.ts';

/** Survivors whose self-masks are taken away in one job: about as much work as one dropped device. */
const SURVIVORS_A_JOB = 100;

/** Names of all that is to be done before the sum is bare: always the same for a round. */
export function unmaskJobIds(state: Adding): string[] {
  const survivors = members(state.survivors, state.clients.length);
  const dropped = members(state.dropped, state.clients.length).map((index) => `dropped ${index}`);
  const selfMasks = survivors
    .filter((_, place) => place % SURVIVORS_A_JOB === 0)
    .map((index) => `self-masks ${index}`);
  return [...dropped, ...selfMasks];
}

/** @param id one of `unmaskJobIds`. */
export function unmaskJob(state: Adding, id: string): UnmaskJob {
  const [kind, text] = id.split(' ');
  const index = Number(text);
  if (kind === 'dropped') {
    return dropped(state, index);
  }
  const survivors = members(state.survivors, state.clients.length);
  const from = survivors.indexOf(index);
  return selfMasks(state, survivors.slice(from, from + SURVIVORS_A_JOB));
}

const common = ({ context, setup, graph }: Adding) => ({
  root: context,
  dimension: setup.dimension,
  bits: setup.bits,
  threshold: graph.threshold,
});

function selfMasks(state: Adding, indices: readonly number[]): SelfMasksJob {
  const survivors = indices.map((index) => ({
    commitment: state.clients[index].keys.selfCommitment,
    shares: sharesOf(state, index),
  }));
  return { kind: 'self-masks', id: `self-masks ${indices[0]}`, ...common(state), survivors };
}

function dropped(state: Adding, index: number): DroppedJob {
  const drew = listAt(state.sealedBy, index).map(({ receiver }) => receiver);
  const drawnBy = listAt(state.sealedFor, index).map(({ sender }) => sender);
  const partners = [...new Set([...drew, ...drawnBy])]
    .filter((partner) => isMember(state.survivors, partner))
    .map((partner) => ({ index: partner, maskKey: state.clients[partner].keys.maskKey }));
  const { maskKey } = state.clients[index].keys;
  const shares = sharesOf(state, index);
  return { kind: 'dropped', id: `dropped ${index}`, ...common(state), index, maskKey, shares, partners };
}

/** Apart from the state, or a thread that is given the job would be given all of it. */
const sharesOf = ({ opened, graph }: Adding, index: number): Share[] =>
  listAt(opened, index)
    .slice(0, graph.threshold)
    .map(({ x, y }) => ({ x, y: y.slice() }));
