import { demand } from '../refusal.ts';
import type { Bytes } from './bytes.ts';

/** A set of a round's devices: bit `i % 8` of byte `i >> 3` says whether device `i` is in it. */
export type MemberSet = Bytes;

export const memberBytes = (clients: number): number => (clients + 7) >> 3;

export function memberSet(clients: number, members: Iterable<number>): MemberSet {
  const set = new Uint8Array(memberBytes(clients));
  for (const index of members) {
    set[index >> 3] |= 1 << (index & 7);
  }
  return set;
}

export const isMember = (set: MemberSet, index: number): boolean =>
  (((set[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;

export const members = (set: MemberSet, clients: number): number[] =>
  Array.from({ length: clients }, (_, index) => index).filter((index) => isMember(set, index));

export function memberCount(set: MemberSet): number {
  let count = 0;
  for (const byte of set) {
    for (let bits = byte; bits !== 0; bits &= bits - 1) {
      count += 1;
    }
  }
  return count;
}

/** Refuses bits beyond the last device: every set has one encoding. */
export function checkMemberSet(set: MemberSet, clients: number): MemberSet {
  const spare = 8 * set.length - clients;
  demand(set.length === memberBytes(clients), 'malformed-message', 'member set');
  demand(spare === 0 || set[set.length - 1] >> (8 - spare) === 0, 'malformed-message', 'member set');
  return set;
}
