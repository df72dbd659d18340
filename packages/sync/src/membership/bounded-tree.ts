import { chooseChain } from './choose-chain.ts';
import type { Record } from './record.ts';
import { type GrownTree, growTree, type Placed, type RecordTree } from './record-tree.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';

/**
 * What a device keeps at most of records that count for nothing, and of those of which one before is not known. Whoever was removed can make as
 * many as it likes, and each is sent to every device and reckoned with each time; devices that do nothing wrong have a few.
 */
const MOST = { count: 64, bytes: 2 ** 19 } as const;

/** As `growTree`, a few records at a time, with none kept that would go beyond that. */
export function growWithin(
  suite: SyncSuite,
  before: Pick<GrownTree, 'tree' | 'waiting'>,
  given: readonly Record[],
  accepted: ReadonlySet<string>,
): GrownTree {
  let grown: Pick<GrownTree, 'tree' | 'waiting'> = before;
  for (let i = 0; i < given.length || i === 0; i += MOST.count) {
    const { tree, waiting } = growTree(suite, grown, given.slice(i, i + MOST.count));
    grown = { tree: withoutFlood(grown.tree, tree, accepted), waiting: newestOf(waiting) };
  }
  return { ...grown, isChanged: grown.tree.size > before.tree.size };
}

/** Without the new ones that are struck, and what stands upon them, where there are too many. */
function withoutFlood(before: RecordTree, after: RecordTree, accepted: ReadonlySet<string>): RecordTree {
  // So few cannot be too many.
  if (after.size <= MOST.count) return after;
  const { struck } = chooseChain(after, accepted);
  const isStruck = ({ record }: Placed): boolean => struck.has(record.hash);
  if (!isTooMuch([...after.values()].filter(isStruck).map(({ record }) => record))) return after;
  const kept = new Map<string, Placed>();
  // Whatever a record stands upon comes before it.
  for (const [hash, placed] of after) {
    const isFlood = !before.has(hash) && isStruck(placed);
    const isUponFlood = placed.parent !== undefined && !kept.has(placed.parent.record.hash);
    if (!isFlood && !isUponFlood) kept.set(hash, placed);
  }
  return kept;
}

function newestOf(waiting: ReadonlyMap<string, Record>): ReadonlyMap<string, Record> {
  if (!isTooMuch([...waiting.values()])) return waiting;
  const kept: [string, Record][] = [];
  for (const one of [...waiting].reverse()) {
    kept.push(one);
    if (isTooMuch(kept.map(([, record]) => record))) {
      kept.pop();
      break;
    }
  }
  return new Map(kept.reverse());
}

const isTooMuch = (records: readonly Record[]): boolean =>
  records.length > MOST.count || records.reduce((sum, { bytes }) => sum + bytes.length, 0) > MOST.bytes;
