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

/** Of a device by another one or by itself, or of the recovery words, which are replaced. */
interface Removal {
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
  /** Where a device has left: by what somebody else has gone on from that. Until then it takes nothing from anybody, for it may be made at any time. */
  readonly upheldBy?: readonly Placed[];
}

/**
 * Which records count. A removal strikes what the removed device wrote concurrently to it, and what devices wrote that came by the
 * removed one and of which the remover had not heard. It does not strike what somebody else has gone on from; nor does it strike
 * anything if it is struck itself. That is the grounded labelling of the attacks (Dung 1995), which depends on the set of records alone.
 *
 * Words that are replaced are struck in the same way as a device that is removed: with the devices that they have added, as far as whoever
 * made the new words had not heard of them and nobody else has gone on from them.
 *
 * What is left open by it are circles. Of two devices that remove each other, the removal that this device had `accepted` counts, or
 * the one upon which the recovery words have added a device; otherwise, as in larger circles, that of the lower hash. The same where
 * a device that came by the old words has removed the one that made the new ones: but there no words can decide, being in question themselves.
 * It is none where somebody else had gone on from that device with those new words in force: then it is a removal like others.
 *
 * Who has left has removed itself: what it made at the same time, or shows later as if it had, is struck likewise, once somebody else has gone on from that.
 */
export function standingOf(tree: RecordTree, accepted: ReadonlySet<string>): Standing {
  const all = [...tree.values()];
  const removals = all.flatMap(removalIn);
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

function removalIn(placed: Placed): Removal[] {
  const { change, authorId } = placed.record;
  if (change.kind === 'removed') return [{ placed, by: authorId, target: change.device }];
  // Who has left takes nothing up again from before it left.
  if (change.kind === 'left') return [{ placed, by: authorId, target: authorId }];
  if (change.kind !== 'rewords' || placed.parent === undefined) return [];
  return [{ placed, by: authorId, target: toHex(placed.parent.members.recovery.signing) }];
}

function attacksOn(placed: Placed, removals: readonly Removal[], all: readonly Placed[]): Attack[] {
  const own = removals.find((removal) => removal.placed === placed);
  return removals.flatMap((removal): Attack[] => {
    const by = removal.placed;
    if (by === placed || !areConcurrent(by, placed)) return [];
    const { device, through } = responsibleFor(placed, by);
    if (device !== removal.target) return [];
    // That somebody is removed and has left are no two opinions, once somebody else has gone on from that it left.
    if (
      own !== undefined &&
      isLeaving(own) &&
      own.target === removal.target &&
      upholding(own, all).length > 0
    )
      return [];
    const endorsedBy = all.filter(
      (one) =>
        one !== through &&
        // Who leaves goes on with nothing.
        one.record.change.kind !== 'left' &&
        isBefore(through, one) &&
        areConcurrent(one, by) &&
        responsibleFor(one, by).device !== removal.target,
    );
    if (own !== undefined) {
      // That they have removed each other nobody can decide by going on from one of them, but who has gone on with the new words made anew.
      if (haveRemovedEachOther(own, removal))
        return [{ by, endorsedBy: endorsedBy.filter((one) => hasGoneOnWith(removal, one, placed)) }];
      // Whoever came by a removed device undoes no removal of which it should have heard.
      if (removal.by !== own.target && responsibleFor(by, placed).device === own.target) return [];
    }
    return [isLeaving(removal) ? { by, endorsedBy, upheldBy: upholding(removal, all) } : { by, endorsedBy }];
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

/** By what somebody else has gone on from a leaving. */
const upholding = ({ placed, by }: Removal, all: readonly Placed[]): Placed[] =>
  all.filter((one) => one !== placed && isBefore(placed, one) && responsibleFor(one, placed).device !== by);

const isStriking = ({ by, endorsedBy, upheldBy }: Attack, counts: ReadonlyMap<Placed, boolean>): boolean =>
  counts.get(by) === true && upheldBy?.length !== 0 && endorsedBy.every((one) => counts.get(one) === false);

const isWardedOff = ({ by, endorsedBy, upheldBy }: Attack, counts: ReadonlyMap<Placed, boolean>): boolean =>
  counts.get(by) === false || upheldBy?.length === 0 || endorsedBy.some((one) => counts.get(one) === true);

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

/** Two devices; or where words are replaced, whoever stands for the one record and for the other. */
const haveRemovedEachOther = (one: Removal, other: Removal): boolean => {
  if (!areConcurrent(one.placed, other.placed)) return false;
  if (isLeaving(one) || isLeaving(other)) return false;
  if (!isOfWords(one) && !isOfWords(other)) return one.target === other.by && other.target === one.by;
  return (
    responsibleFor(other.placed, one.placed).device === one.target &&
    responsibleFor(one.placed, other.placed).device === other.target
  );
};

/** Whether `one`, before `later`, was made by somebody who knew the words that the removal has put in the place of others. */
const hasGoneOnWith = ({ placed: { record } }: Removal, one: Placed, later: Placed): boolean =>
  record.change.kind === 'rewords' &&
  isBefore(one, later) &&
  areWordsOf(one.members, toHex(record.change.recovery.signing));

const isLeaving = ({ by, target }: Removal): boolean => by === target;

const isOfWords = ({ placed }: Removal): boolean => placed.record.change.kind === 'rewords';

const lowest = (removals: readonly Removal[]): Removal | undefined =>
  removals.reduce<Removal | undefined>(
    (best, one) => (best === undefined || one.placed.record.hash < best.placed.record.hash ? one : best),
    undefined,
  );

const isByWords = ({ record }: Placed): boolean => record.change.kind === 'recovered';
