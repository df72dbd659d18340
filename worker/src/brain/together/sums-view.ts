import type { SumsOrigin } from '@parlour/wire';
import type { SumsView } from '../../brain-api/index.ts';

/** What something was learned of, for the page. */
export function sumsView({ reports, cohorts, epsilon }: SumsOrigin): SumsView {
  const epochs = cohorts.map(({ epoch }) => epoch).toSorted();
  return {
    reports,
    rounds: cohorts.length,
    from: epochs[0],
    to: epochs[epochs.length - 1],
    epsilon: epsilon.one,
    delta: epsilon.delta,
  };
}
