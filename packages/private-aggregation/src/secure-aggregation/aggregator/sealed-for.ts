import { isMember, type MemberSet, members } from '../member-set.ts';
import { listAt } from './list-at.ts';
import type { Sealed } from './server-state.ts';

/** Shares by receiver, rising by sender, among those who shared. */
export function sealedForOf(
  sealedBy: ReadonlyMap<number, readonly Sealed[]>,
  sharers: MemberSet,
  clients: number,
): ReadonlyMap<number, readonly Sealed[]> {
  const sealedFor = new Map<number, Sealed[]>();
  for (const sender of members(sharers, clients)) {
    for (const share of listAt(sealedBy, sender)) {
      if (isMember(sharers, share.receiver)) {
        const others = sealedFor.get(share.receiver) ?? [];
        others.push(share);
        sealedFor.set(share.receiver, others);
      }
    }
  }
  return sealedFor;
}
