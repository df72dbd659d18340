import type { CollaborativeModel, Mixture, RecencyPrior } from './collaborative-model.ts';
import { trainEase } from './ease.ts';
import { type FollowsOptions, trainFollows } from './follows.ts';
import { idHash } from './id-hash.ts';
import { type ImplicitAlsOptions, trainImplicitAls } from './implicit-als.ts';
import { countsOf, type Interactions } from './interactions.ts';
import type { LocalRidgeOptions } from './local-ridge.ts';
import { pruned } from './pruned.ts';
import { quantisedRows, quantisedWeights } from './quantised.ts';
import type { SparseRows } from './sparse-rows.ts';
import { trainTogether } from './together.ts';

export interface CollaborativeOptions {
  readonly together: LocalRidgeOptions;
  readonly follows: FollowsOptions;
  readonly factors: ImplicitAlsOptions;
  readonly mixture: Mixture;
  readonly recency: RecencyPrior;
}

/** The side of the largest inverse that EASE takes; beyond it every item is regressed on its own neighbours. */
export const largestInverse = 4096;

const halfLives = [1, 2, 3, 5, 10, 20, 50, 1000];
const evenly = halfLives.map(() => 1 / halfLives.length);

/**
 * Where a search begins. Each item is spoken for by at most 30 weights, so that 3,400 items fit into 300 KB (brotli) and
 * 50,000 into 5 MB.
 */
export const defaultOptions: CollaborativeOptions = {
  together: { ridge: 300, candidates: 100, keep: 10 },
  follows: { ridge: 300, candidates: 100, keep: 20, pastHalfLife: 5, futureHalfLife: 2 },
  factors: { unobserved: 0.1, ridge: 0.1, rank: 20, passes: 6, seed: 1 },
  mixture: { together: 0.2, follows: 1, factors: 0.2 },
  recency: { halfLives, together: evenly, follows: evenly },
};

export interface TrainingSource {
  /** Item ids by index of the interactions. */
  readonly idOf: (item: number) => string;
  readonly name: string;
}

/** Everything that is learned of all items together. Deterministic. */
export function trainCollaborative(
  interactions: Interactions,
  source: TrainingSource,
  options: CollaborativeOptions,
): CollaborativeModel {
  const { order, x } = byPopularity(interactions);
  const ids = new Uint32Array(2 * order.length);
  order.forEach((item, index) => ids.set(idHash(source.idOf(item)), 2 * index));
  const { rank, unobserved, ridge } = options.factors;
  const factors =
    x.people === 0 ? new Float32Array(rank * order.length) : trainImplicitAls(x, options.factors).values;
  return {
    items: order.length,
    ids,
    together: quantisedWeights(together(x, options.together)),
    follows: quantisedWeights(trainFollows(x, options.follows)),
    factors: { rank, unobserved, ridge, ...quantisedRows(factors, rank) },
    mixture: options.mixture,
    recency: options.recency,
    source: source.name,
    learnedUntil: x.at.reduce((newest, at) => Math.max(newest, at), 0),
  };
}

function together(x: Interactions, options: LocalRidgeOptions): SparseRows {
  return Math.min(x.itemCount, x.people) > largestInverse || x.itemCount > 2 * largestInverse
    ? trainTogether(x, options)
    : pruned(trainEase(x, options), countsOf(x), options.keep);
}

/** Items that anybody watched, most watched first, and the interactions in that numbering. */
function byPopularity(interactions: Interactions): { order: Int32Array; x: Interactions } {
  const counts = countsOf(interactions);
  const order = Int32Array.from(counts.keys())
    .filter((item) => (counts[item] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const indexOf = new Int32Array(interactions.itemCount).fill(-1);
  order.forEach((item, index) => {
    indexOf[item] = index;
  });
  return {
    order,
    x: {
      ...interactions,
      itemCount: order.length,
      items: interactions.items.map((item) => indexOf[item] as number),
    },
  };
}
