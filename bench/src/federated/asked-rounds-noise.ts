import { planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { Query } from '@parlour/wire';
import { federatedBundle } from './federated-bundle.ts';
import { lifetimeEpsilon, lifetimeNoise } from './lifetime-noise.ts';
import type { PrivacyRequest } from './privacy-request.ts';
import { mostRounds, type RoundPlan } from './round-plan.ts';

/** Rounds from `from` to `to` that ask one query. */
export interface QueriedRounds {
  readonly query: Query;
  readonly from: number;
  readonly to: number;
}

export interface LifetimeCost {
  readonly noiseMultiplier: number;
  /** Of all rounds that one person is in, at most, at the delta asked for. */
  readonly epsilon: number;
}

/** Who takes part in the rounds of a plan, and what their lifetimes may cost. */
export interface RoundsPeople {
  readonly people: number;
  readonly cohort: number;
  readonly privacy: PrivacyRequest;
}

/**
 * The noise that all rounds of a plan need for what a lifetime may cost, and what they then cost.
 * @param least noise multiplier, where another plan of the same lifetime needs that much.
 */
export async function noiseOfRounds(
  plan: RoundPlan,
  asked: readonly QueriedRounds[],
  { people, cohort, privacy }: RoundsPeople,
  least = 0,
): Promise<LifetimeCost> {
  const most = asked.map(({ from, to }) => mostRounds(plan, from, to, people));
  const epsilonAt = async (noise: number) => {
    const spent = asked.map(async ({ query }, which) => {
      const bundle = federatedBundle(query, cohort, noise);
      return { plan: await planEncoding(nodeSuite, bundle, new Uint8Array(32)), rounds: most[which] };
    });
    return lifetimeEpsilon(await Promise.all(spent), privacy.delta);
  };
  const noiseMultiplier = Math.max(least, await lifetimeNoise(privacy, epsilonAt));
  return { noiseMultiplier, epsilon: await epsilonAt(noiseMultiplier) };
}
