import type { LearnedView } from '../../brain-api/index.ts';
import type { LearnedStanding } from '../chosen-strategies.ts';
import { sumsView } from './sums-view.ts';

/** What was learned from everybody, for the page. */
export function learnedView(standing: LearnedStanding | undefined): LearnedView | undefined {
  if (standing === undefined) return undefined;
  const { newest, uses, quality } = standing;
  return {
    ...sumsView(newest.origin),
    uses: typeof uses === 'string' ? uses : uses === newest ? 'newest' : 'earlier',
    found: quality,
  };
}
