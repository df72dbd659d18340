import type { StrategyName } from '../strategies/strategy.ts';

/** How much each strategy's list counts; at least 0, only their proportions matter. */
export type FusionWeights = Readonly<Record<StrategyName, number>>;

export const strategyNames: readonly StrategyName[] = ['collaborative', 'content', 'graph', 'context'];

/** Before anything is learned: the overview's. */
export const startingWeights: FusionWeights = {
  collaborative: 0.35,
  content: 0.25,
  graph: 0.3,
  context: 0.1,
};

/** The same proportions with sum 1 over the strategies for which `has` holds; all 0 where none of them counts. */
export function shared(weights: FusionWeights, has: (name: StrategyName) => boolean): FusionWeights {
  const result = { collaborative: 0, content: 0, graph: 0, context: 0 };
  let sum = 0;
  for (const name of strategyNames) if (has(name)) sum += Math.max(0, weights[name]);
  if (!(sum > 0)) return result;
  for (const name of strategyNames) if (has(name)) result[name] = Math.max(0, weights[name]) / sum;
  return result;
}
