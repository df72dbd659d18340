import { type MomentDesign, momentDimension, momentRank } from '@parlour/model/moments';
import { momentsId, popularityId, popularityScale } from '@parlour/private-aggregation/queries';
import type { Query } from '@parlour/wire';

/** Titles that one person counts for, the last ones: also what makes popularity that of late. */
const popularTitles = 32;
/** More than honest cohorts add up to: people are alike in what is popular, and in little else. */
const sumNorm = 0.6;
/** A simulation's lists are in nobody's files: any name will do. */
const listName = '0'.repeat(32);

export const simulatedPopularity = (items: number): Query => ({
  id: popularityId(listName),
  version: 1,
  purpose: 'To learn which titles many people watch.',
  dimension: items,
  scale: popularityScale(popularTitles, 1),
  clipShare: 1,
  sumNorm,
});

export const simulatedMoments = (design: MomentDesign): Query => ({
  id: momentsId(listName),
  version: 1,
  purpose: 'To learn which kinds of titles go together.',
  dimension: momentDimension(momentRank(design)),
  scale: 1,
  clipShare: 1,
  sumNorm,
});

/** Updates of federated averaging, of a norm of at most `clip`. No device is asked for them: moments are better (`bench/RESULTS.md`). */
export const simulatedUpdates = (size: number, clip: number): Query => ({
  id: `updates/${listName}`,
  version: 1,
  purpose: 'To try how well an adapter is learned from updates.',
  dimension: size * size,
  scale: 1 / clip,
  clipShare: 1,
  sumNorm,
});
