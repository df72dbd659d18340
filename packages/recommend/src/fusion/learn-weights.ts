import { seededRandom } from '@parlour/model';
import type { StrategyName } from '../strategies/strategy.ts';
import { fuser, type RankedList } from './fuse.ts';
import { type FusionWeights, shared, strategyNames } from './fusion-weights.ts';

/** One person of the validation data: what each strategy ranks, and what they really turned to. */
export interface FusionCase {
  readonly lists: readonly RankedList[];
  readonly targets: ReadonlySet<number>;
}

export interface LearnedWeights {
  readonly weights: FusionWeights;
  /** The strategy that is best alone, and its NDCG@10 on the cases. */
  readonly member: StrategyName;
  readonly memberNdcg: number;
  /** Of the fusion with `weights`, on the cases. */
  readonly ndcg: number;
  /** 0: the best member alone. 1: as learned. Between: drawn towards the member. */
  readonly trust: number;
}

const steps = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5];
const trusts = [0, 0.25, 0.5, 0.75, 1];
const sweeps = 3;
const folds = 4;
const listLength = 10;

/**
 * Weights by coordinate ascent on NDCG@10 from the best member alone. How far they are trusted is decided on people who did not
 * take part in choosing them (cross-validation): a fusion that doesn't beat its best member there is drawn back towards it.
 */
export function learnWeights(cases: readonly FusionCase[], rows: number): LearnedWeights {
  const judge = ndcgOf(rows);
  const random = seededRandom(1);
  const fold = cases.map(() => Math.floor(random() * folds));
  const gains = trusts.map(() => 0);
  for (let out = 0; out < folds; out += 1) {
    const inside = cases.filter((_, index) => fold[index] !== out);
    const outside = cases.filter((_, index) => fold[index] === out);
    const member = bestMember(inside, judge);
    const chosen = ascend(inside, member, judge);
    for (const [index, trust] of trusts.entries()) {
      gains[index] += judge(outside, between(member, chosen, trust)) * outside.length;
    }
  }
  let best = 0;
  for (let index = 1; index < trusts.length; index += 1) if (gains[index] > gains[best] + 1e-9) best = index;
  const member = bestMember(cases, judge);
  const weights = shared(between(member, ascend(cases, member, judge), trusts[best]), () => true);
  return {
    weights,
    member,
    memberNdcg: judge(cases, alone(member)),
    ndcg: judge(cases, weights),
    trust: trusts[best],
  };
}

type Judge = (cases: readonly FusionCase[], weights: FusionWeights) => number;

function bestMember(cases: readonly FusionCase[], judge: Judge): StrategyName {
  let best: StrategyName = 'collaborative';
  let bestNdcg = Number.NEGATIVE_INFINITY;
  for (const name of strategyNames) {
    const ndcg = judge(cases, alone(name));
    if (ndcg > bestNdcg) {
      best = name;
      bestNdcg = ndcg;
    }
  }
  return best;
}

function ascend(cases: readonly FusionCase[], member: StrategyName, judge: Judge): FusionWeights {
  let weights: FusionWeights = alone(member);
  let best = judge(cases, weights);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const before = best;
    for (const name of strategyNames) {
      if (name === member) continue;
      for (const step of steps) {
        const tried = { ...weights, [name]: step };
        const ndcg = judge(cases, tried);
        if (ndcg > best + 1e-12) {
          best = ndcg;
          weights = tried;
        }
      }
    }
    if (best === before) break;
  }
  return weights;
}

function alone(name: StrategyName): FusionWeights {
  return { collaborative: 0, content: 0, graph: 0, context: 0, [name]: 1 };
}

function between(member: StrategyName, weights: FusionWeights, trust: number): FusionWeights {
  const sole = alone(member);
  const part = (name: StrategyName): number => trust * weights[name] + (1 - trust) * sole[name];
  return {
    collaborative: part('collaborative'),
    content: part('content'),
    graph: part('graph'),
    context: part('context'),
  };
}

/** Mean NDCG@10 with one gain for all targets (Jaervelin and Kekaelaeinen 2002). */
function ndcgOf(rows: number): Judge {
  const fuse = fuser(rows);
  const discount = Float64Array.from({ length: listLength }, (_, rank) => 1 / Math.log2(rank + 2));
  return (cases, weights) => {
    let sum = 0;
    for (const { lists, targets } of cases) {
      const { rows: fused } = fuse(lists, weights);
      let gained = 0;
      let ideal = 0;
      for (let rank = 0; rank < listLength; rank += 1) {
        if (rank < fused.length && targets.has(fused[rank])) gained += discount[rank];
        if (rank < targets.size) ideal += discount[rank];
      }
      sum += ideal === 0 ? 0 : gained / ideal;
    }
    return cases.length === 0 ? 0 : sum / cases.length;
  };
}
