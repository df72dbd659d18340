import type { LikenessColumns } from './likeness-columns.ts';

/**
 * For each row, the likeness to the nearest of some titles, as `LikenessColumns` has it; only to be read. Those of the titles asked for last are kept:
 * most events leave a person's interests where they were.
 *
 * @param titles at least one
 */
export type NearestLevels = (titles: readonly number[]) => Uint8Array;

export function nearestLevels(columns: LikenessColumns): NearestLevels {
  let key = '';
  let kept: Uint8Array = new Uint8Array(0);
  return (titles) => {
    const asked = titles.toSorted((left, right) => left - right).join(' ');
    if (asked === key) return kept;
    const levels = columns(titles[0]).slice();
    for (const title of titles.slice(1)) raise(levels, columns(title));
    key = asked;
    kept = levels;
    return levels;
  };
}

/** Without a branch, of which neither outcome could be foreseen. */
function raise(levels: Uint8Array, column: Uint8Array): void {
  for (let row = 0; row < levels.length; row += 1) {
    const more = column[row] - levels[row];
    levels[row] += more & ~(more >> 31);
  }
}
