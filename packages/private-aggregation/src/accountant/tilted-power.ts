import { fft, inverseFft } from '../numerics/fft.ts';
import type { LossDistribution } from './loss-distribution.ts';

/**
 * The `rounds`-fold convolution of `loss`, tilted: at index k modulo `size` (a power of two), at least the sum over all losses
 * congruent to k of their probability times e^(tilt loss - rounds logMoment), where `logMoment` = ln E e^(tilt loss).
 *
 * The tilt moves the bulk of the probability to the losses that matter: without it, the transform's error of 1e-16 would
 * drown a small delta. A bound on that error is added everywhere: of the forward transform, carried through the power, and of
 * the inverse one (`fft` gives the rate; the largest of the errors is bounded by their 2-norm).
 */
export function tiltedPower(
  loss: LossDistribution,
  rounds: number,
  tilt: number,
  logMoment: number,
  size: number,
): Float64Array {
  const { step, first, mass } = loss;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let i = 0; i < mass.length; i++) {
    const k = (((first + i) % size) + size) % size;
    re[k] = (re[k] as number) + (mass[i] as number) * Math.exp(tilt * (first + i) * step - logMoment);
  }
  fft({ re, im });
  let slope = 0;
  let square = 0;
  // What goes in is real: frequency `size - f` has the conjugate of frequency f.
  for (let f = 0; f <= size / 2; f++) {
    const length = Math.hypot(re[f] as number, im[f] as number);
    const angle = Math.atan2(im[f] as number, re[f] as number) * rounds;
    const power = length ** rounds;
    slope += 2 * rounds * length ** (rounds - 1);
    square += 2 * power * power;
    const mirror = (size - f) % size;
    re[f] = re[mirror] = power * Math.cos(angle);
    im[f] = power * Math.sin(angle);
    if (mirror !== f) im[mirror] = -im[f];
  }
  inverseFft({ re, im });
  const rate = 2 ** -52 * (Math.log2(size) + 4);
  const error = rate * (slope / size + Math.sqrt(square / size));
  return re.map((value) => Math.max(0, value) + error);
}
