import { toHex } from '../bytes.ts';
import type { Placed, RecordTree } from './record-tree.ts';
import { type Standing, standingOf } from './standing.ts';

/** The one chain that a set of records makes. */
export interface Chain extends Standing {
  /** First record first. */
  readonly placed: readonly Placed[];
}

/**
 * The chain that every device finds in the same set of records, in whatever order they came. Struck records (`standingOf`) are
 * left out, with all that stands upon them. Of the others in one place: what the recovery words signed goes first, or what leads to it, for
 * there may be nobody left but who came by them; then what a removal follows from, so that nothing made at the same time can put it off; then
 * the lower hash wins.
 *
 * @param accepted hashes of records that were in this device's chain before. They matter only where two devices have removed each
 * other and where words were replaced: otherwise a stolen device could at any time begin the chain anew from before its removal.
 */
export function chooseChain(tree: RecordTree, accepted: ReadonlySet<string>): Chain {
  const standing = standingOf(tree, accepted);
  const standingOnes = [...tree.values()].filter(({ record }) => !standing.struck.has(record.hash));
  const after = new Map<Placed | undefined, Placed[]>();
  for (const placed of standingOnes) {
    const siblings = after.get(placed.parent);
    if (siblings) siblings.push(placed);
    else after.set(placed.parent, [placed]);
  }
  const ahead = aheadOf(standingOnes);
  const chain: Placed[] = [];
  for (let last: Placed | undefined; ; ) {
    last = choose(after.get(last) ?? [], last, ahead);
    if (last === undefined) return { placed: chain, ...standing };
    chain.push(last);
  }
}

/** What a record is, or leads to. */
interface Ahead {
  readonly isRemoval: boolean;
  /** Recovery words that have signed something: their signing keys, in hex. */
  readonly words: ReadonlySet<string>;
}

/** From the last records to the first, without recursion: a chain may be long. */
function aheadOf(placed: readonly Placed[]): ReadonlyMap<Placed, Ahead> {
  const ahead = new Map<Placed, { isRemoval: boolean; words: Set<string> }>();
  const of = (one: Placed) => {
    const known = ahead.get(one) ?? { isRemoval: false, words: new Set<string>() };
    ahead.set(one, known);
    return known;
  };
  for (const one of placed.toSorted((a, b) => b.depth - a.depth)) {
    const own = of(one);
    const { change, authorId } = one.record;
    own.isRemoval ||= change.kind === 'removed';
    if (change.kind === 'recovered') own.words.add(authorId);
    if (one.parent === undefined) continue;
    const before = of(one.parent);
    before.isRemoval ||= own.isRemoval;
    for (const words of own.words) before.words.add(words);
  }
  return ahead;
}

function choose(
  candidates: readonly Placed[],
  last: Placed | undefined,
  ahead: ReadonlyMap<Placed, Ahead>,
): Placed | undefined {
  if (candidates.length < 2) return candidates[0];
  // Words that were made since decide nothing: whoever is removed could make some.
  const words = last && toHex(last.members.recovery.signing);
  const byWords = candidates.filter((one) => words !== undefined && ahead.get(one)?.words.has(words));
  const open = byWords.length > 0 ? byWords : candidates;
  const removing = open.filter((one) => ahead.get(one)?.isRemoval);
  return (removing.length > 0 ? removing : open).reduce((lowest, one) =>
    one.record.hash < lowest.record.hash ? one : lowest,
  );
}
