import type { DeviceId } from '../keys/device-keys.ts';
import { toHex } from '../bytes.ts';
import { areConcurrent, isBefore, type Placed, type RecordTree, responsibleFor } from './record-tree.ts';

export interface Standing {
  /** Hashes of records that count for nothing, because their author had been removed by somebody who had not heard of them. */
  readonly struck: ReadonlySet<string>;
  /** Two devices have removed each other, and the recovery words have not said who is right. */
  readonly isDisputed: boolean;
}

interface Removal {
  readonly placed: Placed;
  readonly by: DeviceId;
  readonly target: DeviceId;
}

/** That `by` was made without knowing of a record whose author, or who stands for it, it removes. */
interface Attack {
  readonly by: Placed;
  /** Records by which somebody else has gone on from the attacked one, or from what brought its author. */
  readonly endorsedBy: readonly Placed[];
}

/**
 * Which records count. A removal strikes what the removed device wrote concurrently to it, and what devices wrote that came by the
 * removed one and of which the remover had not heard. It does not strike what somebody else has gone on from; nor does it strike
 * anything if it is struck itself. That is the grounded labelling of the attacks (Dung 1995), which depends on the set of records alone.
 *
 * What is left open by it are circles. Of two devices that remove each other, the removal that this device had `accepted` counts, or
 * the one upon which the recovery words have added a device; otherwise, as in larger circles, that of the lower hash.
 */
export function standingOf(tree: RecordTree, accepted: ReadonlySet<string>): Standing {
  const all = [...tree.values()];
  const removals = all.flatMap((placed): Removal[] => {
    const { change, authorId } = placed.record;
    return change.kind === 'removed' ? [{ placed, by: authorId, target: change.device }] : [];
  });
  const attacks = new Map(all.map((placed) => [placed, attacksOn(placed, removals, all)]));
  const counts = new Map<Placed, boolean>();
  for (const one of all) if (isByReplacedWords(one, all, accepted)) counts.set(one, false);
  let isDisputed = false;
  settle(attacks, counts);
  for (;;) {
    const open = removals.filter(({ placed }) => !counts.has(placed));
    const first = firstOf(open, accepted, all);
    if (first === undefined) break;
    counts.set(first.removal.placed, true);
    isDisputed ||= first.isDisputed;
    settle(attacks, counts);
  }
  const struck = all.filter((placed) => counts.get(placed) === false);
  return { struck: new Set(struck.map(({ record }) => record.hash)), isDisputed };
}

function attacksOn(placed: Placed, removals: readonly Removal[], all: readonly Placed[]): Attack[] {
  const { change, authorId } = placed.record;
  return removals.flatMap((removal): Attack[] => {
    const by = removal.placed;
    if (by === placed || !areConcurrent(by, placed)) return [];
    const { device, through } = responsibleFor(placed, by);
    if (device !== removal.target) return [];
    if (change.kind === 'removed') {
      // That they have removed each other nobody can decide by going on from one of them.
      if (authorId === removal.target && change.device === removal.by) return [{ by, endorsedBy: [] }];
      // Whoever came by a removed device undoes no removal of which it should have heard.
      if (removal.by !== change.device && responsibleFor(by, placed).device === change.device) return [];
    }
    const endorsedBy = all.filter(
      (one) =>
        one !== through &&
        isBefore(through, one) &&
        areConcurrent(one, by) &&
        responsibleFor(one, by).device !== removal.target,
    );
    return [{ by, endorsedBy }];
  });
}

/** Says what follows, until nothing more does. */
function settle(attacks: ReadonlyMap<Placed, readonly Attack[]>, counts: Map<Placed, boolean>): void {
  for (let before = -1; before !== counts.size; ) {
    before = counts.size;
    for (const [placed, against] of attacks) {
      if (counts.has(placed)) continue;
      if (against.some((attack) => isStriking(attack, counts))) counts.set(placed, false);
      else if (against.every((attack) => isWardedOff(attack, counts))) counts.set(placed, true);
    }
  }
}

const isStriking = ({ by, endorsedBy }: Attack, counts: ReadonlyMap<Placed, boolean>): boolean =>
  counts.get(by) === true && endorsedBy.every((one) => counts.get(one) === false);

const isWardedOff = ({ by, endorsedBy }: Attack, counts: ReadonlyMap<Placed, boolean>): boolean =>
  counts.get(by) === false || endorsedBy.some((one) => counts.get(one) === true);

function firstOf(
  open: readonly Removal[],
  accepted: ReadonlySet<string>,
  all: readonly Placed[],
): { readonly removal: Removal; readonly isDisputed: boolean } | undefined {
  const mutual = open.filter((one) => open.some((other) => haveRemovedEachOther(one, other)));
  const byWords = lowest(
    mutual.filter(({ placed }) => all.some((one) => isByWords(one) && isBefore(placed, one))),
  );
  if (byWords !== undefined) return { removal: byWords, isDisputed: false };
  const known = lowest(mutual.filter(({ placed }) => accepted.has(placed.record.hash)));
  const removal = known ?? lowest(open);
  return removal && { removal, isDisputed: mutual.includes(removal) };
}

const haveRemovedEachOther = (one: Removal, other: Removal): boolean =>
  one.target === other.by && other.target === one.by && areConcurrent(one.placed, other.placed);

const lowest = (removals: readonly Removal[]): Removal | undefined =>
  removals.reduce<Removal | undefined>(
    (best, one) => (best === undefined || one.placed.record.hash < best.placed.record.hash ? one : best),
    undefined,
  );

const isByWords = ({ record }: Placed): boolean => record.change.kind === 'recovered';

/** Signed by words of which this device had accepted that they were replaced, by somebody who did not know that, or says so. */
const isByReplacedWords = (placed: Placed, all: readonly Placed[], accepted: ReadonlySet<string>): boolean =>
  isByWords(placed) &&
  !accepted.has(placed.record.hash) &&
  all.some(
    (one) =>
      one.record.change.kind === 'rewords' &&
      accepted.has(one.record.hash) &&
      one.parent !== undefined &&
      toHex(one.parent.members.recovery.signing) === placed.record.authorId &&
      areConcurrent(one, placed),
  );
