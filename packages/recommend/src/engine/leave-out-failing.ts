import type { House } from './house.ts';
import { type Sitting, withoutMember } from './sitting.ts';
import { StrategyFailure } from './strategy-failure.ts';

/**
 * What `make` makes of the sitting. Where a strategy fails on the way, all of it is made anew without that one, so that no part of
 * a list is by other strategies than the rest. @returns with it the sitting that is left.
 */
export function leaveOutFailing<T>(
  house: House,
  sitting: Sitting,
  make: (sitting: Sitting) => T,
): { readonly made: T; readonly sitting: Sitting } {
  try {
    return { made: make(sitting), sitting };
  } catch (error) {
    const isMember =
      error instanceof StrategyFailure &&
      sitting.members.some(({ strategy }) => strategy.name === error.strategy);
    if (!isMember) throw error;
    return leaveOutFailing(house, withoutMember(house, sitting, error), make);
  }
}
