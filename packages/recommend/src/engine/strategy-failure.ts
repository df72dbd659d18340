import type { StrategyName } from '../strategies/strategy.ts';

/** What a strategy threw, or that it answered with no number, with the strategy's name: whoever catches it goes on without that one. */
export class StrategyFailure extends Error {
  readonly strategy: StrategyName;
  constructor(strategy: StrategyName, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.strategy = strategy;
  }
}

/** @throws StrategyFailure for whatever `ask` throws */
export function asking<T>(strategy: StrategyName, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw new StrategyFailure(strategy, error);
  }
}
