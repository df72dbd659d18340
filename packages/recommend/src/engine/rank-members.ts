import type { Moment, Ranking, StrategyName } from '../strategies/strategy.ts';
import type { House } from './house.ts';
import type { RankedMember } from './reasons-of-row.ts';
import type { Sitting } from './sitting.ts';
import { asking } from './strategy-failure.ts';

/** Each strategy's own list over `house.allowed`. @throws StrategyFailure also for one that ranks by something that is no number */
export function rankMembers(house: House, sitting: Sitting, moment: Moment): RankedMember[] {
  return sitting.members.map(({ strategy: { name }, prepared }) =>
    asking(name, () => {
      const ranking = prepared.rank(house.allowed, moment);
      if (ranking.scores.some((score) => !Number.isFinite(score)))
        throw new Error('its scores are no numbers');
      const ranks = new Map<number, number>();
      for (let rank = 0; rank < ranking.rows.length; rank += 1) ranks.set(ranking.rows[rank], rank);
      return { name, ranking: withNamedFailures(name, ranking), ranks };
    }),
  );
}

function withNamedFailures(name: StrategyName, ranking: Ranking): Ranking {
  const { rows, scores } = ranking;
  return {
    rows,
    scores,
    evidence: (row) => asking(name, () => ranking.evidence(row)),
    ...(ranking.quickEvidence !== undefined && {
      quickEvidence: (row: number) => asking(name, () => ranking.quickEvidence?.(row) ?? []),
    }),
  };
}
