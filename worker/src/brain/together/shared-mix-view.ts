import type { SharedMixView } from '../../brain-api/index.ts';
import type { StartingMixture } from '../starting-mixture.ts';

/**
 * What everybody's lists are mixed with at first, as far as rounds have told it, for the page.
 * @param isUsed whether lists begin there here, too.
 * @param key of the aggregator where this device knows it: what another has signed is not shown.
 */
export function sharedMixView(
  start: StartingMixture | undefined,
  isUsed: boolean,
  key: string | null,
): SharedMixView | undefined {
  if (start?.shared === undefined || (key !== null && key !== start.shared.key)) return undefined;
  const { reports, cohorts, epsilon, gain, gainSe } = start.shared.origin;
  const epochs = cohorts.map(({ epoch }) => epoch).toSorted();
  return {
    reports,
    rounds: cohorts.length,
    from: epochs[0],
    to: epochs[epochs.length - 1],
    epsilon: epsilon.one,
    delta: epsilon.delta,
    weights: { ...start.weights },
    gain,
    gainSe,
    isUsed,
  };
}
