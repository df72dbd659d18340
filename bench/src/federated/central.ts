import { countsOf, type Interactions } from '@parlour/model/collaborative';
import { fitMomentModel, momentBasis, type MomentDesign, type MomentModel } from '@parlour/model/moments';
import type { FittedRecommender } from '../quality/recommender.ts';
import { bestRows } from '../quality/references/best-rows.ts';
import { chooseOn } from '../quality/references/choose.ts';
import { easeRidges } from '../quality/references/ease.ts';
import { fittedAls } from '../quality/references/fitted-als.ts';
import { ialsOptions } from '../quality/references/ials.ts';
import { ialsWeightedCandidates } from '../quality/references/ials-weighted.ts';
import { fittedItemKnn, itemKnnCandidates } from '../quality/references/item-knn.ts';
import { fittedEaseOfHead } from './ease-of-head.ts';
import { MomentSum } from './rounds/moment-sum.ts';
import { type FederatedPeople, watchedBy } from './federated-people.ts';

/** Implicit ALS would take an hour for many more; the other two learn from all. */
const mostOfAls = 100_000;

/** What a database of all histories could do: each made when it is asked for. */
export function centralReferences(people: FederatedPeople): Record<string, () => FittedRecommender> {
  const { train, tuning } = people;
  const chosen = <T extends object | number>(
    candidates: readonly T[],
    fit: (x: Interactions, candidate: T) => FittedRecommender,
    x: Interactions = train,
  ) => {
    const best = chooseOn(tuning.cases, train.itemCount, candidates, (each) => fit(tuning.train, each));
    return fit(x, best);
  };
  const some = firstPeople(train, mostOfAls);
  return {
    ease: () => chosen(easeRidges, fittedEaseOfHead),
    'item-knn': () => chosen(itemKnnCandidates, fittedItemKnn),
    ials: () => fittedAls(some, ialsOptions),
    'ials-weighted': () => chosen(ialsWeightedCandidates, fittedAls, some),
  };
}

export function centralPopularity({ train }: FederatedPeople): FittedRecommender {
  const counts = countsOf(train);
  return { recommend: (_, allowed, __, count) => bestRows(counts, allowed, count) };
}

/**
 * The very model of the private row, without noise: exact popularity, and the moments of all people. What is left to chance is who they are: a
 * moment has a mean square of 1 / numbers, and the mean of as many has that over their number.
 */
export function centralSameModel({ features, train }: FederatedPeople, design: MomentDesign): MomentModel {
  const counts = countsOf(train);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const popularity = Float64Array.from(counts, (count) => count / all);
  const basis = momentBasis(features, popularity, design);
  const sum = new MomentSum(basis);
  for (let person = 0; person < train.people; person++) sum.add(watchedBy(train, person));
  const triangle = sum.triangle().map((value) => value / train.people);
  return fitMomentModel(basis, { triangle, noise: 1 / Math.sqrt(triangle.length * train.people) });
}

export function firstPeople(all: Interactions, most: number): Interactions {
  if (all.people <= most) return all;
  const end = all.starts[most];
  return {
    people: most,
    itemCount: all.itemCount,
    starts: all.starts.subarray(0, most + 1),
    items: all.items.subarray(0, end),
    at: all.at.subarray(0, end),
  };
}
