import type { StrategyName } from '../strategies/strategy.ts';
import { type FusionWeights, shared, startingWeights } from './fusion-weights.ts';

/**
 * The shares of those for which `has` holds, with sum 1: in the proportions of `weights`, or, where these leave nothing to any of
 * them, in those of the start. Weights that were learned for strategies which are silent say nothing against the others.
 */
export function weightsLeft(weights: FusionWeights, has: (name: StrategyName) => boolean): FusionWeights {
  const left = shared(weights, has);
  return Object.values(left).some((share) => share > 0) ? left : shared(startingWeights, has);
}
