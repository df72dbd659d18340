import type { FusionWeights } from '../fusion/fusion-weights.ts';
import type { History, Moment, PreparedStrategy, Strategy, StrategyName } from '../strategies/strategy.ts';
import { asking } from './strategy-failure.ts';

/** A strategy that has taken in the person's history. */
export interface Member {
  readonly strategy: Strategy;
  readonly prepared: PreparedStrategy;
}

/** Scores at which each strategy is half sure. */
export type StrengthScales = Readonly<Record<StrategyName, number>>;

export const startingScales: StrengthScales = { collaborative: 1, content: 0.5, graph: 0.5, context: 0.5 };

/** How strongly the strategies hold a title, and whether one of the history carries it. */
export interface Strength {
  /** Weighted mean over the strategies of score / (score + scale), 0..1. @throws StrategyFailure, also for a score that is no number */
  of(row: number, moment: Moment, without?: number): number;
  /** One strategy's part of it. */
  partOf(name: StrategyName, score: number): number;
}

const keptWithout = 32;

/** `weights` with sum 1. A strategy that cannot tell a score without a title is prepared anew without it. */
export function strengthOf(
  members: readonly Member[],
  history: History,
  weights: FusionWeights,
  scales: StrengthScales,
  rows: number,
): Strength {
  const only = new Uint8Array(rows);
  const anew = new Map<string, PreparedStrategy>();
  const preparedWithout = ({ strategy, prepared }: Member, without: number | undefined): PreparedStrategy => {
    if (without === undefined) return prepared;
    const key = `${strategy.name} ${without}`;
    const known = anew.get(key) ?? strategy.prepare(history.filter(({ row }) => row !== without));
    anew.set(key, known);
    if (anew.size > keptWithout) anew.delete(anew.keys().next().value ?? '');
    return known;
  };
  const ask = (member: Member, row: number, moment: Moment, without: number | undefined): number => {
    const { prepared } = member;
    if (prepared.scoreWithout !== undefined) return prepared.scoreWithout(row, without, moment);
    only[row] = 1;
    const { scores } = preparedWithout(member, without).rank(only, moment);
    only[row] = 0;
    return scores.length > 0 ? scores[0] : 0;
  };
  const scoreOf = (member: Member, row: number, moment: Moment, without: number | undefined): number =>
    asking(member.strategy.name, () => {
      const score = ask(member, row, moment, without);
      if (!Number.isFinite(score)) throw new Error('its scores are no numbers');
      return score;
    });
  const partOf = (name: StrategyName, score: number): number =>
    score > 0 ? (weights[name] * score) / (score + scales[name]) : 0;
  return {
    partOf,
    of(row, moment, without) {
      let sum = 0;
      for (const member of members) {
        if (weights[member.strategy.name] > 0) {
          sum += partOf(member.strategy.name, scoreOf(member, row, moment, without));
        }
      }
      return sum;
    },
  };
}
