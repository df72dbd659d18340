import { accountantError, checkRange } from './accountant-error.ts';
import { checkOrders } from './orders.ts';
import type { Rounding } from './rounded-norms.ts';

export type Accountant = 'auto' | 'exact' | 'pld' | 'rdp';

/** What both mechanisms have in common. */
export interface Participation {
  /** Standard deviation of the noise in the sum over the clip norm; 0.05 to 1e6. */
  readonly noiseMultiplier: number;
  /**
   * Probability with which everybody is admitted to a round, independently of everything (Poisson), 0 < q <= 1. Under 1
   * only where that is enforced against the aggregator too: otherwise no amplification may be claimed. Default 1.
   */
  readonly samplingRate?: number;
  /** Rounds that may have the person in them; whole, 1 to 1e9. Default 1. */
  readonly rounds?: number;
  /** 1e-200 < delta < 1: smaller ones leave the range of doubles on the way. */
  readonly delta: number;
  /** Rényi orders over 1 to choose from. Default: `gaussianOrders` or `skellamOrders`. */
  readonly rdpOrders?: readonly number[];
  /** Default `auto`: the tightest there is. */
  readonly accountant?: Accountant;
}

export interface GaussianRequest extends Participation {
  readonly mechanism: 'gaussian';
}

export interface SkellamRequest extends Participation, Rounding {
  readonly mechanism: 'skellam';
  /** Devices in a round; whole, >= 1. Epsilon does not depend on it: a sum of Skellam variables is one. */
  readonly cohort?: number;
}

export type EpsilonRequest = GaussianRequest | SkellamRequest;

/** @throws ParlourError `accountant/bad-input` or `accountant/unsupported` */
export function checkRequest(request: EpsilonRequest): void {
  checkRange('noise multiplier', request.noiseMultiplier, [0.05, 1e6]);
  checkRange('sampling rate', request.samplingRate ?? 1, [1e-9, 1]);
  checkRange('number of rounds', request.rounds ?? 1, [1, 1e9], 'whole');
  checkRange('delta', request.delta, [1e-200, 1], 'open');
  if (request.rdpOrders) checkOrders(request.rdpOrders);
  const accountant = request.accountant ?? 'auto';
  if (request.mechanism === 'skellam') {
    checkRange('clip norm', request.clip, [1e-9, 1e9]);
    checkRange('rounding bias beta', request.beta, [0, 1 - 1e-9]);
    checkRange('dimension', request.dimension, [1, 2 ** 32], 'whole');
    checkRange('scale', request.scale, [1e-9, 1e15]);
    checkRange('cohort', request.cohort ?? 1, [1, 1e9], 'whole');
    if (accountant === 'exact' || accountant === 'pld') {
      throw accountantError(
        'unsupported',
        `The Skellam mechanism has no ${accountant} accountant.`,
        'Leave the accountant out, or choose rdp.',
      );
    }
  } else if (accountant === 'exact' && (request.samplingRate ?? 1) < 1) {
    throw accountantError(
      'unsupported',
      'There is no closed formula for the Gaussian mechanism with sampling.',
      'Leave the accountant out, or choose pld or rdp.',
    );
  }
}
