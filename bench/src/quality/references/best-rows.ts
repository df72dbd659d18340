import type { AllowedRows } from '@parlour/recommend';

/** The allowed rows of highest score, best first; of equal scores the lower row first. */
export function bestRows(scores: ArrayLike<number>, allowed: AllowedRows, count: number): Int32Array {
  const best: number[] = [];
  for (let row = 0; row < scores.length; row++) {
    if (allowed[row] !== 1) continue;
    const score = scores[row] as number;
    if (best.length === count && score <= (scores[best[count - 1] as number] as number)) continue;
    let at = best.length;
    while (at > 0 && (scores[best[at - 1] as number] as number) < score) at--;
    best.splice(at, 0, row);
    if (best.length > count) best.pop();
  }
  return Int32Array.from(best);
}
