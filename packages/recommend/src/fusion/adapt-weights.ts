import type { StrategyName } from '../strategies/strategy.ts';
import type { FusionEvidence } from './fusion-evidence.ts';
import { type FusionWeights, shared, strategyNames } from './fusion-weights.ts';

const rate = 0.3;
/** How far one person's weights may go from those that were learned before. */
const farthest = 4;
/** Standard errors by which a strategy must do better, or worse, than the mixture before it counts. */
const believed = 2;
/** As if so many more deeds had been seen, of this spread: the error of a handful alone is chance itself. */
const usualDeeds = 4;
const usualSpread = 0.5;

/**
 * Exponentiated gradient (Kivinen and Warmuth 1997) over all evidence at once: strategies that ranked high what the person turned
 * to gain, and lose by what they did not want, by as much of it as chance does not explain. Weights stay within a factor of 4 of
 * `prior`; a strategy that made no lists keeps its share. Sum 1.
 */
export function adaptWeights(prior: FusionWeights, evidence: readonly FusionEvidence[]): FusionWeights {
  const start = shared(prior, () => true);
  const moved = { ...start };
  const most = Math.log(farthest);
  for (const name of strategyNames) {
    const move = rate * certainSum(gainsOf(name, start, evidence));
    moved[name] *= Math.exp(Math.max(-most, Math.min(most, move)));
  }
  return shared(moved, () => true);
}

/** How much better the strategy did than the mixture of those beside it, by deed. */
function gainsOf(name: StrategyName, start: FusionWeights, evidence: readonly FusionEvidence[]): number[] {
  const gains: number[] = [];
  for (const { liking, rewards } of evidence) {
    const own = rewards[name];
    if (own === undefined) continue;
    let sum = 0;
    let weight = 0;
    for (const other of strategyNames) {
      sum += start[other] * (rewards[other] ?? 0);
      weight += rewards[other] === undefined ? 0 : start[other];
    }
    gains.push(liking * (own - (weight > 0 ? sum / weight : 0)));
  }
  return gains;
}

/** Their sum, less what two standard errors of it would be. */
function certainSum(gains: readonly number[]): number {
  const n = gains.length;
  if (n === 0) return 0;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n;
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, usualDeeds * usualSpread ** 2);
  const error = Math.sqrt(squares / (n - 1 + usualDeeds) / n);
  return n * Math.sign(mean) * Math.max(0, Math.abs(mean) - believed * error);
}
