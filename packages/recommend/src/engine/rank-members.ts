import type { Moment, StrategyName } from '../strategies/strategy.ts';
import type { House } from './house.ts';
import type { RankedMember } from './reasons-of-row.ts';
import type { Sitting } from './sitting.ts';

export interface RankedMembers {
  readonly ranked: readonly RankedMember[];
  readonly failed: readonly { readonly strategy: StrategyName; readonly why: string }[];
}

/** Each strategy's own list over `house.allowed`; one that throws or ranks by something that is no number is left out. */
export function rankMembers(house: House, sitting: Sitting, moment: Moment): RankedMembers {
  const ranked: RankedMember[] = [];
  const failed: { strategy: StrategyName; why: string }[] = [];
  for (const { strategy, prepared } of sitting.members) {
    try {
      const ranking = prepared.rank(house.allowed, moment);
      if (ranking.scores.some((score) => !Number.isFinite(score)))
        throw new Error('its scores are no numbers');
      const ranks = new Map<number, number>();
      for (let rank = 0; rank < ranking.rows.length; rank += 1) ranks.set(ranking.rows[rank], rank);
      ranked.push({ name: strategy.name, ranking, ranks });
    } catch (error) {
      failed.push({ strategy: strategy.name, why: error instanceof Error ? error.message : String(error) });
    }
  }
  sitting.latest = ranked.map(({ name, ranking }) => ({ name, rows: ranking.rows }));
  return { ranked, failed };
}
