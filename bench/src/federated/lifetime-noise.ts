import { type EncodingPlan, LIMITS } from '@parlour/private-aggregation';
import {
  addCurves,
  noiseMultiplierFor,
  type RdpCurve,
  rdpOfRound,
  rdpToEpsilon,
  repeatCurve,
} from '@parlour/private-aggregation/accountant';
import type { PrivacyRequest } from './privacy-request.ts';

/** exp(-1/2), as the encoding rounds. */
const beta = Math.exp(-0.5);

/**
 * The larger of what a lifetime needs and the floor that devices hold every bundle to. What is needed is found from the Gaussian
 * mechanism's noise upwards, as rounding costs a little more and depends on the noise.
 * @param epsilonAt of a whole lifetime at a noise multiplier, rounding and all.
 */
export async function lifetimeNoise(
  { epsilon, delta, participations }: PrivacyRequest,
  epsilonAt: (noiseMultiplier: number) => Promise<number>,
): Promise<number> {
  const start = noiseMultiplierFor(epsilon, { mechanism: 'gaussian', rounds: participations, delta });
  let noise = Math.max(start, LIMITS.minimumNoiseMultiplier);
  for (;;) {
    const spent = await epsilonAt(noise);
    if (spent <= epsilon) return noise;
    noise *= Math.max(1.001, spent / epsilon);
  }
}

/** Rounds of one plan that a person was in, at most. */
export interface SpentRounds {
  readonly plan: EncodingPlan;
  readonly rounds: number;
}

/** Epsilon at `delta` of all rounds together, by the Skellam accountant at each plan's own scale and dimension. */
export function lifetimeEpsilon(spent: readonly SpentRounds[], delta: number): number {
  const curves = spent
    .filter(({ rounds }) => rounds > 0)
    .map(({ plan, rounds }): RdpCurve => {
      const { bundle, dimension, scale } = plan;
      const { noiseMultiplier, clipNorm: clip } = bundle;
      const round = { mechanism: 'skellam', noiseMultiplier, clip, beta, dimension, scale, delta } as const;
      return repeatCurve(rdpOfRound(round), rounds);
    });
  const [first, ...others] = curves;
  return first === undefined ? 0 : rdpToEpsilon(others.reduce(addCurves, first), delta).epsilon;
}
