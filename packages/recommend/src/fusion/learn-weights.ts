import { seededRandom } from '@parlour/model';
import type { StrategyName } from '../strategies/strategy.ts';
import { alone, type CaseJudge, judgeOf } from './case-ranks.ts';
import type { RankedList } from './fuse.ts';
import { type FusionWeights, shared, strategyNames } from './fusion-weights.ts';

/** One person of the validation data: what each strategy ranks, and what they really turned to. */
export interface FusionCase {
  readonly lists: readonly RankedList[];
  readonly targets: ReadonlySet<number>;
}

export interface LearnedWeights {
  /** Sum 1 over the strategies that rank anything. */
  readonly weights: FusionWeights;
  /** The strategy that is best alone. */
  readonly member: StrategyName;
  /** 0: the best member alone. 1: as learned. Between: drawn towards the member. */
  readonly trust: number;
  readonly cases: number;
  /** NDCG@10 of the member alone and of the fusion, each on people that took no part in choosing it. */
  readonly memberNdcg: number;
  readonly ndcg: number;
  /** What the fusion gains over the member there, person by person, and the standard error of that. */
  readonly gain: number;
  readonly gainSe: number;
}

const steps = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5];
const trusts = [0, 0.25, 0.5, 0.75, 1];
const sweeps = 3;
const folds = 4;
/** Of differences of NDCG@10, person by person. */
const usualSpread = 0.2;
const usualCases = 4;

/**
 * Weights by coordinate ascent on NDCG@10 from the best member alone. How far they are trusted is decided on people who did not
 * take part in choosing them (cross-validation): the trust whose gain over the best member is largest, less one standard error of
 * that gain (after Breiman et al. 1984, section 3.4.3). A fusion that is not clearly better there is the best member alone.
 */
export function learnWeights(cases: readonly FusionCase[]): LearnedWeights {
  const judges = cases.map(judgeOf);
  const random = seededRandom(1);
  const fold = judges.map(() => Math.floor(random() * folds));
  /** NDCG@10 by trust and case, each case judged by weights that were chosen without it. */
  const heldOut = trusts.map(() => new Float64Array(judges.length));
  for (let out = 0; out < folds; out += 1) {
    const inside = judges.filter((_, index) => fold[index] !== out);
    const member = bestMember(inside);
    const chosen = ascend(inside, member);
    for (const [at, trust] of trusts.entries()) {
      const weights = between(member, chosen, trust);
      for (const [index, judge] of judges.entries())
        if (fold[index] === out) heldOut[at][index] = judge(weights);
    }
  }
  const [sole] = heldOut;
  const gains = heldOut.map((ndcg) => meanAndError(ndcg.map((value, index) => value - sole[index])));
  let best = 0;
  for (const [at, { mean, error }] of gains.entries())
    if (mean - error > Math.max(0, gains[best].mean - gains[best].error)) best = at;
  const member = bestMember(judges);
  const ranks = (name: StrategyName): boolean =>
    cases.some(({ lists }) => lists.some((list) => list.name === name));
  return {
    weights: shared(
      between(member, ascend(judges, member), trusts[best]),
      (name) => ranks(name) || name === member,
    ),
    member,
    trust: trusts[best],
    cases: cases.length,
    memberNdcg: meanAndError(sole).mean,
    ndcg: meanAndError(heldOut[best]).mean,
    gain: gains[best].mean,
    gainSe: gains[best].error,
  };
}

function meanOver(judges: readonly CaseJudge[], weights: FusionWeights): number {
  let sum = 0;
  for (const judge of judges) sum += judge(weights);
  return judges.length === 0 ? 0 : sum / judges.length;
}

function bestMember(judges: readonly CaseJudge[]): StrategyName {
  let best: StrategyName = 'collaborative';
  let bestNdcg = Number.NEGATIVE_INFINITY;
  for (const name of strategyNames) {
    const ndcg = meanOver(judges, alone(name));
    if (ndcg > bestNdcg) {
      best = name;
      bestNdcg = ndcg;
    }
  }
  return best;
}

function ascend(judges: readonly CaseJudge[], member: StrategyName): FusionWeights {
  let weights: FusionWeights = alone(member);
  let best = meanOver(judges, weights);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const before = best;
    for (const name of strategyNames) {
      if (name === member) continue;
      for (const step of steps) {
        const tried = { ...weights, [name]: step };
        const ndcg = meanOver(judges, tried);
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

/** The standard error as if a few more cases, of a usual spread, had been seen: that of a handful alone is chance itself. */
function meanAndError(values: Float64Array): { mean: number; error: number } {
  const n = values.length;
  if (n === 0) return { mean: 0, error: 0 };
  let mean = 0;
  for (const value of values) mean += value / n;
  let squares = usualCases * usualSpread ** 2;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, error: Math.sqrt(squares / (n - 1 + usualCases) / n) };
}
