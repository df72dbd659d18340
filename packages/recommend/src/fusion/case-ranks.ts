import { rankConstant } from './fuse.ts';
import { type FusionWeights, strategyNames } from './fusion-weights.ts';
import type { FusionCase } from './learn-weights.ts';

const listLength = 10;

/** NDCG@10 (one gain for all targets; Jaervelin and Kekaelaeinen 2002) that a case's fused list has with these weights. */
export type CaseJudge = (weights: FusionWeights) => number;

/**
 * The case laid out for many weights: the order of `fuser`, of which only the targets' ranks are counted. A row that no strategy
 * of weight ranks is not in the list.
 */
export function judgeOf({ lists, targets }: FusionCase): CaseJudge {
  const rows = [...new Set(lists.flatMap((list) => [...list.rows]))].sort((left, right) => left - right);
  const indexOf = new Map(rows.map((row, index) => [row, index]));
  const places = lists.map(({ name, rows: ranked }) => {
    const of = new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY);
    for (const [rank, row] of ranked.entries()) of[indexOf.get(row) ?? 0] = rankConstant + rank + 1;
    return { name, of };
  });
  const wanted = [...targets].map((row) => indexOf.get(row)).filter((index) => index !== undefined);
  const scores = new Float64Array(rows.length);
  const ideal = discounted(Math.min(listLength, targets.size));
  return (weights) => {
    scores.fill(0);
    for (const { name, of } of places) {
      const weight = weights[name];
      if (weight > 0) for (let row = 0; row < of.length; row += 1) scores[row] += weight / of[row];
    }
    let gained = 0;
    for (const target of wanted) {
      const score = scores[target];
      if (score === 0) continue;
      const rank = ahead(scores, target, score);
      if (rank < listLength) gained += 1 / Math.log2(rank + 2);
    }
    return ideal === 0 ? 0 : gained / ideal;
  };
}

export function alone(name: keyof FusionWeights): FusionWeights {
  const weights = { collaborative: 0, content: 0, graph: 0, context: 0 };
  for (const each of strategyNames) weights[each] = each === name ? 1 : 0;
  return weights;
}

/** Rows before `target`, of equal scores the lower ones; counted as far as the list goes. */
function ahead(scores: Float64Array, target: number, score: number): number {
  let count = 0;
  for (let row = 0; row < scores.length; row += 1) {
    if (scores[row] > score || (scores[row] === score && row < target)) {
      count += 1;
      if (count >= listLength) break;
    }
  }
  return count;
}

function discounted(count: number): number {
  let sum = 0;
  for (let rank = 0; rank < count; rank += 1) sum += 1 / Math.log2(rank + 2);
  return sum;
}
