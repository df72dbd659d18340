import { toHex } from '../bytes.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';
import { follow, type Members } from './members.ts';
import type { Record } from './record.ts';

/** The one chain that a set of records makes. */
export interface Chain {
  readonly records: readonly Record[];
  readonly members: Members | undefined;
}

interface Branch {
  readonly record: Record;
  readonly members: Members;
  /** Who removes whom in this record or any that may follow it. */
  readonly removals: readonly (readonly [by: string, device: string])[];
}

/**
 * The chain that every device finds in the same set of records, in whatever order they came. Of records that stand in the same
 * place: what the recovery words signed goes first; then whoever is removed in one branch loses with the other, unless that one
 * removes the remover in turn; then the lower hash wins. Without the second rule a device could undo its own removal by
 * making a record that is "concurrent" and trying until its hash is the lower.
 */
export function chooseChain(suite: SyncSuite, records: Iterable<Record>): Chain {
  const after = new Map<string, Record[]>();
  for (const record of records) {
    const siblings = after.get(record.previousHash);
    if (siblings) siblings.push(record);
    else after.set(record.previousHash, [record]);
  }
  const chain: Record[] = [];
  let members: Members | undefined;
  let place = '0'.repeat(64);
  for (;;) {
    const best = choose(branches(suite, after, members, place), members);
    if (best === undefined) return { records: chain, members };
    chain.push(best.record);
    members = best.members;
    place = best.record.hash;
  }
}

function branches(
  suite: SyncSuite,
  after: ReadonlyMap<string, readonly Record[]>,
  members: Members | undefined,
  place: string,
): Branch[] {
  const siblings = after.get(place) ?? [];
  return siblings.flatMap((record): Branch[] => {
    const next = follow(suite, members, record);
    if (next === undefined) return [];
    // Who removes whom further on matters only where there is a choice.
    const removals = siblings.length > 1 ? removalsFrom(suite, after, record, next) : [];
    return [{ record, members: next, removals }];
  });
}

function removalsFrom(
  suite: SyncSuite,
  after: ReadonlyMap<string, readonly Record[]>,
  record: Record,
  members: Members,
): Branch['removals'] {
  const { change } = record;
  const own = change.kind === 'removed' ? [[record.authorId, change.device] as const] : [];
  const further = (after.get(record.hash) ?? []).flatMap((child) => {
    const next = follow(suite, members, child);
    return next === undefined ? [] : removalsFrom(suite, after, child, next);
  });
  return [...own, ...further];
}

function choose(candidates: readonly Branch[], members: Members | undefined): Branch | undefined {
  const words = members && toHex(members.recovery.signing);
  const byWords = candidates.filter(({ record }) => record.authorId === words);
  const open = byWords.length > 0 ? byWords : candidates;
  const standing = open.filter((one) => !open.some((other) => other !== one && strikes(other, one)));
  return (standing.length > 0 ? standing : open).reduce<Branch | undefined>(
    (lowest, one) => (lowest === undefined || one.record.hash < lowest.record.hash ? one : lowest),
    undefined,
  );
}

const strikes = (a: Branch, b: Branch): boolean =>
  a.removals.some(
    ([by, device]) => device === b.record.authorId && !b.removals.some(([, removed]) => removed === by),
  );
