import type { SharedMixView } from '../../brain-api/index.ts';
import type { StartingMixture } from '../starting-mixture.ts';
import { sumsView } from './sums-view.ts';

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
  const { origin } = start.shared;
  return {
    ...sumsView(origin),
    weights: { ...start.weights },
    gain: origin.gain,
    gainSe: origin.gainSe,
    isUsed,
  };
}
