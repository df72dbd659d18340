import type { MomentsOrder } from '@parlour/server';
import type { SumsOrigin } from '@parlour/wire';

type SumsOrder = Pick<MomentsOrder, 'parent' | 'bundles' | 'epsilon' | 'cohorts'>;

/** What a run notes of the sums that it learns from. */
export const sumsParameters = ({ cohorts, epsilon }: SumsOrder) => ({
  cohorts: cohorts.length,
  epsilonOneReport: epsilon.one,
  epsilonDelta: epsilon.delta,
});

/** Where what was learned of these sums comes from, as its manifest says. @param noise at each number of the mean. */
export const originOf = (
  { parent, bundles, epsilon, cohorts }: SumsOrder,
  { reports, noise }: Pick<SumsOrigin, 'reports' | 'noise'>,
): SumsOrigin => ({
  parents: parent === undefined ? [] : [parent],
  bundles: [...bundles],
  cohorts: cohorts.map(({ round, epoch, reports: own }) => ({ round, epoch, reports: own })),
  reports,
  noise,
  epsilon,
});
