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
  const after = new Map<Placed | undefined, Placed[]>();
  for (const placed of tree.values()) {
    if (standing.struck.has(placed.record.hash)) continue;
    const siblings = after.get(placed.parent);
    if (siblings) siblings.push(placed);
    else after.set(placed.parent, [placed]);
  }
  const chain: Placed[] = [];
  for (let last: Placed | undefined; ; ) {
    last = choose(after.get(last) ?? [], last, after);
    if (last === undefined) return { placed: chain, ...standing };
    chain.push(last);
  }
}

type After = ReadonlyMap<Placed | undefined, readonly Placed[]>;

function choose(candidates: readonly Placed[], last: Placed | undefined, after: After): Placed | undefined {
  if (candidates.length < 2) return candidates[0];
  const words = last && toHex(last.members.recovery.signing);
  const byWords = candidates.filter((one) => words !== undefined && leadsToWords(one, words, after));
  const open = byWords.length > 0 ? byWords : candidates;
  const removing = open.filter((one) => leadsToRemoval(one, after));
  return (removing.length > 0 ? removing : open).reduce((lowest, one) =>
    one.record.hash < lowest.record.hash ? one : lowest,
  );
}

/** Words that were made after the place in question decide nothing there: whoever is removed could make some. */
const leadsToWords = (placed: Placed, words: string, after: After): boolean =>
  placed.record.authorId === words ||
  (after.get(placed) ?? []).some((next) => leadsToWords(next, words, after));

const leadsToRemoval = (placed: Placed, after: After): boolean =>
  placed.record.change.kind === 'removed' ||
  (after.get(placed) ?? []).some((next) => leadsToRemoval(next, after));
