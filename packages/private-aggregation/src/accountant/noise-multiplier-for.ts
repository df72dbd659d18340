import { accountantError, checkRange } from './accountant-error.ts';
import { epsilonOf } from './epsilon-of.ts';
import type { GaussianRequest, SkellamRequest } from './epsilon-request.ts';

/** A request without its noise multiplier. */
export type NoiseRequest = Omit<GaussianRequest, 'noiseMultiplier'> | Omit<SkellamRequest, 'noiseMultiplier'>;

const [smallest, largest] = [0.05, 1e6];

/**
 * The least noise multiplier (0.05 to 1e6) that keeps epsilon at or below `epsilon` (> 0), rounded up by at most a part in a
 * million (in ten thousand for the PLD accountant). Epsilon falls as noise grows, so bisection finds it.
 *
 * @throws ParlourError as `epsilonOf`, and `accountant/unsupported` if no noise up to 1e6 is enough.
 */
export function noiseMultiplierFor(epsilon: number, request: NoiseRequest): number {
  checkRange('wanted epsilon', epsilon, [1e-9, 1e6]);
  const at = (noiseMultiplier: number) => epsilonOf({ ...request, noiseMultiplier });
  const enough = (noiseMultiplier: number) => at(noiseMultiplier).epsilon <= epsilon;
  let high = 1;
  while (!enough(high)) {
    if (high >= largest) {
      throw accountantError(
        'unsupported',
        `No noise multiplier up to ${largest} gives an epsilon of ${epsilon}.`,
        'Allow a larger epsilon or delta, or fewer rounds.',
      );
    }
    high = Math.min(largest, high * 2);
  }
  let low = high / 2;
  while (low > smallest && enough(low)) [high, low] = [low, low / 2];
  low = Math.max(smallest, low);
  if (enough(low)) return low;
  const precision = at(high).method === 'pld' ? 1e-4 : 1e-6;
  while (high - low > high * precision) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
