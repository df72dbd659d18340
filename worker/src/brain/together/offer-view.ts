import { packedBytes } from '@parlour/private-aggregation';
import { rdpToEpsilon } from '@parlour/private-aggregation/accountant';
import { lifetimeBudget, wholeBudget } from '@parlour/private-aggregation/ledger';
import { asked, familyOf, queryKind } from '@parlour/private-aggregation/queries';
import type { TogetherOffer } from '../../brain-api/index.ts';
import { type AskedBundle, isAgreed } from './asked-bundle.ts';
import type { SavedTogether } from './saved-together.ts';

/** What is asked, for the person who is to agree to it. */
export function offerView(one: AskedBundle, { off, agreed }: SavedTogether): TogetherOffer {
  const { bundle } = one.opened;
  return {
    epoch: bundle.epoch,
    expiry: bundle.expiry,
    minimumReports: bundle.minimumReports,
    cohortSize: bundle.cohortSize,
    reportBytes: packedBytes(one.plan.dimension, bundle.bits),
    epsilon: rdpToEpsilon(one.cost.curve, lifetimeBudget.delta).epsilon,
    delta: lifetimeBudget.delta,
    share: one.share / wholeBudget,
    honest: 1 - bundle.adversarialRate,
    isAgreed: isAgreed(one, agreed),
    queries: bundle.queries.map((query) => {
      const kind = queryKind(query, bundle);
      const family = familyOf(query);
      return {
        id: query.id,
        family,
        purpose: query.purpose,
        dimension: query.dimension,
        meaning: kind?.meaning(asked(query, bundle)),
        isOn: kind !== undefined && !off.includes(family),
      };
    }),
  };
}
