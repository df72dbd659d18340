import { toHex } from '../bytes.ts';
import type { DeviceId } from '../keys/device-keys.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';
import { follow, type Members } from './members.ts';
import { isFirst, type Record } from './record.ts';

/** A record in its place: those before it are all known, and it may stand after them. */
export interface Placed {
  readonly record: Record;
  /** Undefined for a founding record. */
  readonly parent: Placed | undefined;
  /** How many come before it. */
  readonly depth: number;
  /** Who belongs after it. */
  readonly members: Members;
}

/** All records that may stand where they stand, by hash: a tree, of which the chain is one path. */
export type RecordTree = ReadonlyMap<string, Placed>;

export interface GrownTree {
  readonly tree: RecordTree;
  /** Records of which one before is not known yet. */
  readonly waiting: ReadonlyMap<string, Record>;
  readonly isChanged: boolean;
}

/** Records that may not stand after the one that they name are forgotten: they never may. */
export function growTree(
  suite: SyncSuite,
  { tree, waiting }: Pick<GrownTree, 'tree' | 'waiting'>,
  given: readonly Record[],
): GrownTree {
  const placed = new Map(tree);
  const open = new Map(waiting);
  for (const record of given) if (!placed.has(record.hash)) open.set(record.hash, record);
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const record of open.values()) {
      const parent = placed.get(record.previousHash);
      if (parent === undefined && !isFirst(record)) continue;
      open.delete(record.hash);
      const members = follow(suite, parent?.members, record);
      if (members === undefined) continue;
      const depth = parent === undefined ? 0 : parent.depth + 1;
      placed.set(record.hash, { record, parent, depth, members });
    }
  }
  return { tree: placed, waiting: open, isChanged: placed.size > tree.size };
}

/** The first record to the given one, both included. */
export function pathTo(end: Placed): Placed[] {
  const path: Placed[] = [];
  for (let one: Placed | undefined = end; one !== undefined; one = one.parent) path.push(one);
  return path.reverse();
}

/** Whether `a` is `b` or comes before it. */
export function isBefore(a: Placed, b: Placed): boolean {
  let one: Placed | undefined = b;
  while (one !== undefined && one.depth > a.depth) one = one.parent;
  return one === a;
}

/** Neither had heard of the other. */
export const areConcurrent = (a: Placed, b: Placed): boolean => !isBefore(a, b) && !isBefore(b, a);

/** Whether recovery words, by their signing key in hex, are those in force or were. */
export const areWordsOf = ({ recovery, formerWords }: Members, id: string): boolean =>
  toHex(recovery.signing) === id || formerWords.has(id);

const hasMadeWords = ({ record: { change } }: Placed, id: string): boolean =>
  change.kind === 'rewords' && toHex(change.recovery.signing) === id;

export interface Responsible {
  /** Or recovery words: their signing key. */
  readonly device: DeviceId;
  /** What that device signed: the record itself, or the one by which its author came, or whoever that came by. */
  readonly through: Placed;
}

/**
 * Who stands for a record before somebody who has made another one: its author, or if that is a device, or words, of which they had not
 * heard, the one by which it came, or who made them.
 */
export function responsibleFor(record: Placed, before: Placed): Responsible {
  const known = (before.parent ?? before).members;
  let device = record.record.authorId;
  let through = record;
  for (let one = record.parent; one !== undefined; one = one.parent) {
    if (known.devices.has(device) || known.former.has(device) || areWordsOf(known, device)) break;
    const isNew = one.members.devices.has(device) && one.parent?.members.devices.has(device) !== true;
    if (!isNew && !hasMadeWords(one, device)) continue;
    device = one.record.authorId;
    through = one;
  }
  return { device, through };
}
