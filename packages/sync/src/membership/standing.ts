import type { DeviceId } from '../keys/device-keys.ts';
import { toHex } from '../bytes.ts';
import {
  areConcurrent,
  areWordsOf,
  isBefore,
  type Placed,
  type RecordTree,
  responsibleFor,
} from './record-tree.ts';

export interface Standing {
  /** Hashes of records that count for nothing, because their author had been removed by somebody who had not heard of them. */
  readonly struck: ReadonlySet<string>;
  /** Two devices have removed each other, or one of them the other's words, and nobody has said who is right. */
  readonly isDisputed: boolean;
}

/** Of a device, of the recovery words, which are replaced, or of a device that has left: by whoever made the next epoch, which it cannot read. */
interface Removal {
  readonly of: 'device' | 'words' | 'left';
  readonly placed: Placed;
  readonly by: DeviceId;
  /** Signing key of the device or of the words, in hex. */
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
 * Words that are replaced are struck in the same way as a device that is removed: with the devices that they have added, as far as whoever
 * made the new words had not heard of them and nobody else has gone on from them.
 *
 * What is left open by it are circles. Of two devices that remove each other, or whoever the other came by, the removal that this device had `accepted` counts, or
 * the one upon which the recovery words have added a device; otherwise, as in larger circles, that of the lower hash. The same where
 * a device that came by the old words has removed the one that made the new ones: but there no words can decide, being in question themselves.
 * It is none where somebody else had gone on from that device with those new words in force: then it is a removal like others.
 *
 * Who has left is removed by whoever makes the next epoch. Until then its leaving takes nothing from anybody, for it may be made at any time.
 */
export function standingOf(tree: RecordTree, accepted: ReadonlySet<string>): Standing {
  const all = [...tree.values()];
  const removals = all.flatMap(removalsIn);
  const attacks = new Map(all.map((placed) => [placed, attacksOn(placed, removals, all)]));
  const counts = new Map<Placed, boolean>();
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

function removalsIn(placed: Placed): Removal[] {
  const { record, parent } = placed;
  const { change, authorId: by } = record;
  const removals: Removal[] = [];
  if (change.kind === 'removed') removals.push({ of: 'device', placed, by, target: change.device });
  if (change.kind === 'rewords' && parent !== undefined)
    removals.push({ of: 'words', placed, by, target: toHex(parent.members.recovery.signing) });
  if (!('epoch' in change)) return removals;
  for (let one = parent; one?.members.needsNewEpoch === true; one = one.parent)
    if (one.record.change.kind === 'left')
      removals.push({ of: 'left', placed, by, target: one.record.authorId });
  return removals;
}

function attacksOn(placed: Placed, removals: readonly Removal[], all: readonly Placed[]): Attack[] {
  const own = removals.filter((removal) => removal.placed === placed);
  return removals.flatMap((removal): Attack[] => {
    const by = removal.placed;
    if (by === placed || !areConcurrent(by, placed)) return [];
    const { device, through } = responsibleFor(placed, by);
    if (device !== removal.target) return [];
    const endorsedBy = all.filter(
      (one) =>
        one !== through &&
        // Who leaves goes on with nothing.
        one.record.change.kind !== 'left' &&
        isBefore(through, one) &&
        areConcurrent(one, by) &&
        responsibleFor(one, by).device !== removal.target,
    );
    // That they have removed each other nobody can decide by going on from one of them, but who has gone on with the new words made anew.
    if (own.some((one) => haveRemovedEachOther(one, removal)))
      return [{ by, endorsedBy: endorsedBy.filter((one) => hasGoneOnWith(removal, one, placed)) }];
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
  const decided = mutual.filter((one) => {
    const areInQuestion = mutual.some(
      (other) => haveRemovedEachOther(one, other) && (isOfWords(one) || isOfWords(other)),
    );
    return !areInQuestion && all.some((later) => isByWords(later) && isBefore(one.placed, later));
  });
  const byWords = lowest(decided);
  if (byWords !== undefined) return { removal: byWords, isDisputed: false };
  const known = lowest(mutual.filter(({ placed }) => accepted.has(placed.record.hash)));
  const removal = known ?? lowest(open);
  // Also where a larger circle is cut first: what follows from that may not follow on another device, which has accepted one of these.
  return removal && { removal, isDisputed: mutual.length > 0 };
}

/** Whoever stands for the one record, a device or words, and for the other. */
const haveRemovedEachOther = (one: Removal, other: Removal): boolean => {
  if (!areConcurrent(one.placed, other.placed)) return false;
  return (
    responsibleFor(other.placed, one.placed).device === one.target &&
    responsibleFor(one.placed, other.placed).device === other.target
  );
};

/** Whether `one`, before `later`, was made by somebody who knew the words that the removal has put in the place of others. */
const hasGoneOnWith = ({ of, placed: { record } }: Removal, one: Placed, later: Placed): boolean =>
  of === 'words' &&
  record.change.kind === 'rewords' &&
  isBefore(one, later) &&
  areWordsOf(one.members, toHex(record.change.recovery.signing));

const isOfWords = ({ of }: Removal): boolean => of === 'words';

const lowest = (removals: readonly Removal[]): Removal | undefined =>
  removals.reduce<Removal | undefined>(
    (best, one) => (best === undefined || one.placed.record.hash < best.placed.record.hash ? one : best),
    undefined,
  );

const isByWords = ({ record }: Placed): boolean => record.change.kind === 'recovered';
