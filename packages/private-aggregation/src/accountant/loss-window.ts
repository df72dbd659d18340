import { minimumOverScales } from '../numerics/minimum-over-scales.ts';
import { type LossDistribution, logMoments } from './loss-distribution.ts';

/** Where a composed loss is looked at: between `bottom` and `top`, tilted by `tilt`. */
export interface LossWindow {
  readonly tilt: number;
  readonly bottom: number;
  readonly top: number;
  /** At least the probability that the composed loss is above `top`. */
  readonly above: number;
}

const logNegligible = Math.log(1e-14);

/**
 * The window for `rounds` rounds of `loss` at `delta`, from Chernoff's bound on its moments.
 *
 * The tilt t is that of the best bound on epsilon by moments, delta <= E e^(t loss) e^(-t epsilon) t^t/(1 + t)^(1 + t)
 * (Canonne, Kamath & Steinke 2020, proposition 12, t = order - 1). The ends leave out less than a part in 10^14 of the tilted
 * mass on either side, and less than a part in 10^7 of delta of the real mass above.
 *
 * It stays valid for finer grids that contain this one: their moments of positive order are smaller.
 */
export function lossWindow(loss: LossDistribution, rounds: number, delta: number): LossWindow {
  const moments = logMoments(loss);
  const total = (t: number) => rounds * moments(t);
  const hockeyStick = (t: number) => t * Math.log(t / (1 + t)) - Math.log1p(t);
  const tilt = minimumOverScales((t) => (total(t) + hockeyStick(t) - Math.log(delta)) / t).at;
  const above = delta * 1e-7;
  const atTilt = total(tilt);
  const top = minimumOverScales((t) => (total(t) - Math.log(above)) / t).value;
  const tiltedTop = minimumOverScales((t) => (total(tilt + t) - atTilt - logNegligible) / t).value;
  const bottom = -minimumOverScales((t) => (total(tilt - t) - atTilt - logNegligible) / t).value;
  return { tilt, bottom, top: Math.max(top, tiltedTop), above };
}
