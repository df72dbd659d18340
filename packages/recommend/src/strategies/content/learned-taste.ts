import type { ItemSpace } from '../../space/item-space.ts';
import { alongMean, centredRow } from '../../space/likeness.ts';
import type { Interest } from './interests.ts';

/** A direction in the features that was trained on the device, and what each title of the history put into it. */
export interface LearnedTaste {
  /** 512 floats of any length. */
  readonly vector: Float32Array;
  /** vector = sum of coefficient * (features of row - mean), plus what was learned from titles never met. */
  readonly shares: readonly { readonly row: number; readonly coefficient: number }[];
}

/**
 * The trained direction as one interest more, as large as the largest; `without` takes out what that title put into it.
 * Undefined where nothing is left of it.
 */
export function learnedInterest(
  space: ItemSpace,
  { vector, shares }: LearnedTaste,
  without?: number,
): Interest | undefined {
  const members = shares.filter(
    ({ row, coefficient }) => row !== without && coefficient > 0 && space.inverseLengths[row] > 0,
  );
  if (members.length === 0) return undefined;
  const left = vector.slice();
  for (const { row, coefficient } of shares) {
    if (row !== without || !(space.inverseLengths[row] > 0)) continue;
    const own = centredRow(space, row);
    const factor = coefficient / space.inverseLengths[row];
    for (let d = 0; d < left.length; d += 1) left[d] -= factor * own[d];
  }
  let square = 0;
  for (const value of left) square += value * value;
  if (!(square > 1e-12)) return undefined;
  const centre = left.map((value) => value / Math.sqrt(square));
  const heaviest = members.reduce((best, one) => (one.coefficient > best.coefficient ? one : best));
  return {
    medoid: heaviest.row,
    share: 1,
    members: members.map(({ row, coefficient }) => ({
      row,
      weight: coefficient / space.inverseLengths[row],
    })),
    centre,
    along: alongMean(space, centre),
  };
}
