import { checkRequest, type EpsilonRequest } from './epsilon-request.ts';
import { gaussianEpsilon } from './gaussian-exact.ts';
import { gaussianRdp } from './gaussian-rdp.ts';
import { gaussianOrders, skellamOrders } from './orders.ts';
import { pldEpsilon } from './pld-epsilon.ts';
import { type RdpCurve, repeatCurve } from './rdp-curve.ts';
import { rdpToEpsilon } from './rdp-to-epsilon.ts';
import { sampledRdp } from './sampled-rdp.ts';
import { skellamRdp } from './skellam-rdp.ts';

export interface Epsilon {
  /** Person-level, add or remove; >= 0. */
  readonly epsilon: number;
  readonly method: 'exact' | 'pld' | 'rdp';
  /** The Rényi order that gave it; null for the other methods. */
  readonly order: number | null;
}

/**
 * Epsilon at `delta` of so many rounds of a mechanism: what anybody who sees all their sums can at most learn about whether
 * one person took part. See `docs/privacy-accounting.md`.
 *
 * `exact` for the Gaussian mechanism without sampling, `pld` for it with sampling, `rdp` for everything.
 *
 * @throws ParlourError `accountant/bad-input` or `accountant/unsupported`
 */
export function epsilonOf(request: EpsilonRequest): Epsilon {
  checkRequest(request);
  const { noiseMultiplier, samplingRate = 1, rounds = 1, delta, accountant = 'auto' } = request;
  if (request.mechanism === 'gaussian' && accountant !== 'rdp') {
    return accountant === 'pld' || samplingRate < 1
      ? { epsilon: pldEpsilon(noiseMultiplier, samplingRate, rounds, delta), method: 'pld', order: null }
      : { epsilon: gaussianEpsilon(noiseMultiplier, rounds, delta), method: 'exact', order: null };
  }
  const { epsilon, order } = rdpToEpsilon(repeatCurve(rdpOfRound(request), rounds), delta);
  return { epsilon, method: 'rdp', order };
}

/** The Rényi curve of one round; its inputs as in `epsilonOf`, unchecked. */
export function rdpOfRound(request: EpsilonRequest): RdpCurve {
  const { noiseMultiplier, samplingRate = 1 } = request;
  if (request.mechanism === 'gaussian') {
    return gaussianRdp(noiseMultiplier, samplingRate, request.rdpOrders ?? gaussianOrders);
  }
  return sampledRdp((order) => skellamRdp(request, order), samplingRate, request.rdpOrders ?? skellamOrders);
}
