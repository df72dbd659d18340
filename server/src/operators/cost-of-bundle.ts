import { bundleCost } from '@parlour/private-aggregation/ledger';
import type { Bundle } from '@parlour/wire';
import type { BundleCost } from '@parlour/wire/api';

/** At which costs of single bundles are told, as the floor of every bundle is. */
const delta = 1e-5;

/** @throws ParlourError `aggregation/bundle-weakened`. */
export function costOfBundle(bundle: Bundle): BundleCost {
  const { together, queries, lifetimeShare } = bundleCost(bundle, delta);
  return {
    delta,
    participations: bundle.participations,
    together,
    queries: queries.map((query) => ({ ...query })),
    lifetimeShare,
  };
}
