import type { SyncSuite } from '../suite/sync-suite.ts';
import { chooseChain } from './choose-chain.ts';
import type { Members } from './members.ts';
import { hashOfRecord, readRecord, type Record } from './record.ts';
import { growWithin } from './bounded-tree.ts';
import type { RecordTree } from './record-tree.ts';

/** All membership records that a device has, and the chain they make. Never changed in place. */
export interface Group {
  /** By hash: all that are known. */
  readonly records: ReadonlyMap<string, Record>;
  readonly chain: readonly Record[];
  readonly members: Members;
  /** Hashes of records that count for nothing (`standingOf`). */
  readonly struck: ReadonlySet<string>;
  /** Hashes of all records that have ever been in this device's chain: a removal that was accepted is not taken back lightly. */
  readonly accepted: ReadonlySet<string>;
  /** Two devices have removed each other: only the recovery words can tell who is right. */
  readonly isDisputed: boolean;
  readonly tree: RecordTree;
  readonly waiting: ReadonlyMap<string, Record>;
}

export interface Grown {
  readonly group: Group | undefined;
  /** Of all that are known now, new or not. */
  readonly hashes: readonly string[];
  /** How many were no records, not signed by whom they say, or too many to be kept. */
  readonly refused: number;
}

/** @param group undefined on a device that has none yet. */
export function withRecords(suite: SyncSuite, group: Group | undefined, given: Iterable<Uint8Array>): Grown {
  const named: string[] = [];
  const fresh: Record[] = [];
  for (const bytes of given) {
    const hash = hashOfRecord(suite, bytes);
    named.push(hash);
    const record = group?.records.has(hash) === true ? undefined : readRecord(suite, bytes);
    if (record !== undefined) fresh.push(record);
  }
  const grown = grow(suite, group, fresh);
  const hashes = named.filter((hash) => grown?.records.has(hash) === true);
  return { group: grown, hashes, refused: named.length - hashes.length };
}

export const withRecord = (suite: SyncSuite, group: Group | undefined, record: Record): Group | undefined =>
  grow(suite, group, [record]);

/** A group as it was stored: what was accepted stays accepted. */
export function storedGroup(
  suite: SyncSuite,
  stored: { readonly records: readonly Uint8Array[]; readonly accepted: readonly string[] },
): Group | undefined {
  const records = stored.records.map((bytes) => readRecord(suite, bytes));
  const accepted = new Set(stored.accepted);
  return grow(
    suite,
    undefined,
    records.filter((record) => record !== undefined),
    accepted,
  );
}

function grow(
  suite: SyncSuite,
  group: Group | undefined,
  fresh: readonly Record[],
  before: ReadonlySet<string> = new Set(),
): Group | undefined {
  const old = group ?? { tree: new Map(), waiting: new Map(), accepted: before };
  const { tree, waiting, isChanged } = growWithin(suite, old, fresh, old.accepted);
  const records = new Map([...tree].map(([hash, { record }]) => [hash, record]));
  for (const [hash, record] of waiting) records.set(hash, record);
  if (!isChanged) return group && { ...group, records, waiting };
  const { placed, struck, isDisputed } = chooseChain(tree, old.accepted);
  const members = placed.at(-1)?.members;
  if (members === undefined) return group;
  const chain = placed.map(({ record }) => record);
  const accepted = new Set([...old.accepted, ...chain.map(({ hash }) => hash)]);
  return { records, chain, members, struck, accepted, isDisputed, tree, waiting };
}
