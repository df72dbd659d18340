import { roundedNorms } from '../accountant/rounded-norms.ts';
import { LIMITS } from '../bundle/limits.ts';
import { demand } from '../refusal.ts';
import { type EncodingBundle, integerScale } from './integer-scale.ts';
import { blockSize } from './rotation.ts';

/** Bias of conditional rounding: exp(-1/2), as in Kairouz, Liu & Steinke (2021). */
export const roundingBias = Math.exp(-0.5);

/** How a bundle's vectors become integers, as far as privacy depends on it. */
export interface IntegerNorm {
  /** Integers per unit. */
  readonly scale: number;
  /** Greatest L2 norm of a report's integers before noise: what one device can at most change of the sum. */
  readonly normBound: number;
}

/**
 * The scale of a bundle and what rounding makes of its clip, if the noise is still what the compiled-in floors promise.
 *
 * Rounding lengthens a vector, by the more the coarser the integers are: with too few bits the noise would be a smaller
 * multiple of what one device can change than `noiseMultiplier` says. So it is the multiple *after* rounding,
 * z clip scale / normBound, that is held to the floor, less the part `roundingLoss` (epsilon 1.012 instead of 1.0).
 *
 * @throws ParlourError `aggregation/bundle-weakened`, naming the field.
 */
export function integerNorm(bundle: EncodingBundle, dimension: number): IntegerNorm {
  const { noiseMultiplier, minimumReports, adversarialRate, clipNorm } = bundle;
  demand(noiseMultiplier >= LIMITS.minimumNoiseMultiplier, 'bundle-weakened', 'noiseMultiplier');
  demand(minimumReports >= LIMITS.minimumReports, 'bundle-weakened', 'minimumReports');
  demand(adversarialRate >= LIMITS.minimumAdversarialRate, 'bundle-weakened', 'adversarialRate');
  const scale = scaleOf(bundle, dimension);
  demand(scale !== undefined, 'bundle-weakened', 'bits');
  const { l2 } = roundedNorms({ clip: clipNorm, scale, dimension, beta: roundingBias });
  const left = (noiseMultiplier * clipNorm * scale) / l2;
  demand(left >= LIMITS.minimumNoiseMultiplier * (1 - LIMITS.roundingLoss), 'bundle-weakened', 'bits');
  return { scale, normBound: l2 };
}

function scaleOf(bundle: EncodingBundle, dimension: number): number | undefined {
  try {
    return integerScale(bundle, dimension, blockSize(dimension));
  } catch {
    return undefined;
  }
}
