import type { LearnedView } from '../../brain-api/index.ts';
import type { LearnedStanding } from '../chosen-strategies.ts';

/** What was learned from everybody, for the page. */
export function learnedView(standing: LearnedStanding | undefined): LearnedView | undefined {
  if (standing === undefined) return undefined;
  const { newest, uses, quality } = standing;
  const { reports, cohorts, epsilon } = newest.origin;
  const epochs = cohorts.map(({ epoch }) => epoch).toSorted();
  return {
    reports,
    rounds: cohorts.length,
    from: epochs[0],
    to: epochs[epochs.length - 1],
    epsilon: epsilon.one,
    delta: epsilon.delta,
    uses: uses === 'public-ratings' ? uses : uses === newest ? 'newest' : 'earlier',
    found: quality,
  };
}
