import { toHex } from '../bytes.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';
import { chooseChain, type Chain } from './choose-chain.ts';
import type { Members } from './members.ts';
import { hashOfRecord, readRecord, type Record } from './record.ts';

/** All membership records that a device has, and the chain they make. Never changed in place. */
export interface Group {
  /** By hash. */
  readonly records: ReadonlyMap<string, Record>;
  /** Records whose author was removed already when they came: they count if a remaining device has gone on from them. */
  readonly aside: ReadonlyMap<string, Record>;
  readonly chain: readonly Record[];
  readonly members: Members;
  /** Two devices have removed each other, and this device saw the other one first: only the recovery words can tell who is right. */
  readonly isDisputed: boolean;
}

export interface Grown {
  readonly group: Group | undefined;
  /** Of all that were records, new or known. */
  readonly hashes: readonly string[];
  /** How many were no records, or not signed by whom they say. */
  readonly refused: number;
}

/** @param group undefined on a device that has none yet. */
export function withRecords(suite: SyncSuite, group: Group | undefined, given: Iterable<Uint8Array>): Grown {
  let grown = group;
  let refused = 0;
  const hashes: string[] = [];
  for (const bytes of given) {
    const hash = hashOfRecord(suite, bytes);
    const isKnown = grown?.records.has(hash) === true || grown?.aside.has(hash) === true;
    const record = isKnown ? undefined : readRecord(suite, bytes);
    if (isKnown || record !== undefined) hashes.push(hash);
    else refused++;
    if (record !== undefined) grown = withRecord(suite, grown, record);
  }
  return { group: grown, hashes, refused };
}

/** A group as it was stored: what was believed stays believed, and what was set aside stays aside. */
export function storedGroup(
  suite: SyncSuite,
  stored: {
    readonly records: readonly Uint8Array[];
    readonly aside: readonly Uint8Array[];
    readonly isDisputed: boolean;
  },
): Group | undefined {
  const read = (list: readonly Uint8Array[]): Record[] =>
    list.map((bytes) => readRecord(suite, bytes)).filter((record) => record !== undefined);
  const records = read(stored.records);
  const group = groupOf(chooseChain(suite, records), records);
  const aside = new Map(read(stored.aside).map((record) => [record.hash, record]));
  return group && { ...group, aside, isDisputed: stored.isDisputed };
}

export function withRecord(suite: SyncSuite, group: Group | undefined, record: Record): Group | undefined {
  if (group === undefined) return groupOf(chooseChain(suite, [record]), [record]);
  if (group.records.has(record.hash) || group.aside.has(record.hash)) return group;
  const aside = new Map(group.aside);
  let records = group.records;
  let chain: Chain = { records: group.chain, members: group.members };
  if (isOver(group.members, record)) aside.set(record.hash, record);
  else {
    records = new Map(records).set(record.hash, record);
    chain = chooseChain(suite, records.values());
  }
  for (let before = -1; before !== records.size && chain.members !== undefined; ) {
    before = records.size;
    const { members } = chain;
    const endorsed = builtUpon(members, records, aside);
    for (const [hash, one] of aside) {
      if (isOver(members, one) && !endorsed.has(hash)) continue;
      records = new Map(records).set(hash, one);
      aside.delete(hash);
    }
    if (records.size !== before) chain = chooseChain(suite, records.values());
  }
  const { members } = chain;
  if (members === undefined) return group;
  const isDisputed = [...aside.values()].some((one) => removesRemover(members, one));
  return { records, aside, chain: chain.records, members, isDisputed };
}

/**
 * Records that were set aside and that somebody who still belongs has gone on from: as with edits, what a removed device did counts if
 * a remaining one had seen it. A removed device cannot bring that about by itself.
 */
function builtUpon(
  { devices }: Members,
  records: ReadonlyMap<string, Record>,
  aside: ReadonlyMap<string, Record>,
): Set<string> {
  const endorsed = new Set<string>();
  for (const { authorId, previousHash } of records.values()) {
    if (!devices.has(authorId)) continue;
    for (let before = aside.get(previousHash); before !== undefined; before = aside.get(before.previousHash))
      endorsed.add(before.hash);
  }
  return endorsed;
}

const groupOf = (chain: Chain, records: readonly Record[]): Group | undefined =>
  chain.members && {
    records: new Map(records.map((record) => [record.hash, record])),
    aside: new Map(),
    chain: chain.records,
    members: chain.members,
    isDisputed: false,
  };

/**
 * Whether nothing counts any more of what this author signs, as far as this device knows. It holds on to a removal that it has
 * accepted: otherwise a stolen device could at any time begin the chain anew from before its removal.
 */
const isOver = (members: Members, { authorId, change }: Record): boolean =>
  members.former.has(authorId) ||
  members.formerWords.has(authorId) ||
  (change.kind === 'rewords' && members.formerWords.has(toHex(change.recovery.signing)));

const removesRemover = ({ former }: Members, { authorId, change }: Record): boolean =>
  change.kind === 'removed' && former.get(authorId) === change.device;
