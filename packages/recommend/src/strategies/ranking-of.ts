import { type Evidence, type Ranking, rankingLength } from './strategy.ts';

/** The best of `rows` by score above 0, of equal scores the lower row first. */
export function rankingOf(
  rows: Int32Array | readonly number[],
  scoreOf: (row: number) => number,
  evidence: (row: number) => readonly Evidence[],
  length: number = rankingLength,
): Ranking {
  const candidates = Int32Array.from(rows);
  const scores = new Float64Array(candidates.length);
  for (let i = 0; i < scores.length; i += 1) scores[i] = scoreOf(candidates[i]);
  const order = new Uint32Array(candidates.length);
  let used = 0;
  for (let i = 0; i < scores.length; i += 1) {
    if (scores[i] > 0) {
      order[used] = i;
      used += 1;
    }
  }
  const best = order
    .subarray(0, used)
    .sort((left, right) => scores[right] - scores[left] || candidates[left] - candidates[right])
    .subarray(0, length);
  return {
    rows: Int32Array.from(best, (i) => candidates[i]),
    scores: Float32Array.from(best, (i) => scores[i]),
    evidence,
  };
}
