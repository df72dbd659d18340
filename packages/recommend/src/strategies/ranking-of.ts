import { bestRows } from '../space/best-rows.ts';
import { type Evidence, type Ranking, rankingLength } from './strategy.ts';

/** The best of `rows` (ascending) by score above 0, of equal scores the lower row first. */
export function rankingOf(
  rows: Int32Array | readonly number[],
  scoreOf: (row: number) => number,
  evidence: (row: number) => readonly Evidence[],
  length: number = rankingLength,
): Ranking {
  const scores = new Float32Array(rows.length);
  for (let at = 0; at < scores.length; at += 1) scores[at] = scoreOf(rows[at]);
  const best = bestRows(scores, undefined, length, 0);
  return {
    rows: best.map((at) => rows[at]),
    scores: Float32Array.from(best, (at) => scores[at]),
    evidence,
  };
}
