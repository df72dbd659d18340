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
import { priorAround } from './scoring/recency.ts';
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

/** The largest whole number that a row's weights are kept as. More steps made no list better by more than the error (`bench/RESULTS.md`). */
export const steps = { together: 31, follows: 63, factors: 31 };

const halfLives = [1, 2, 3, 5, 10, 20, 50, 1000];

/** Where a search begins. Each item is spoken for by at most 30 weights, so that 3,400 items fit into 300 KB. */
export const defaultOptions: CollaborativeOptions = {
  together: { ridge: 300, candidates: 100, keep: 10 },
  follows: { ridge: 300, candidates: 100, keep: 20, pastHalfLife: 5, futureHalfLife: 2 },
  factors: { unobserved: 0.1, ridge: 0.01, rank: 20, passes: 6, seed: 1 },
  mixture: { together: 0.1, follows: 1, factors: 0.1 },
  recency: { halfLives, together: priorAround(halfLives, 10), follows: priorAround(halfLives, 3) },
};

const largeCatalogue = 10_000;

/** The default for so many items: large catalogues get fewer weights an item, so that all models together stay within 8 MB. */
export function optionsFor(items: number): CollaborativeOptions {
  const { follows, factors } = defaultOptions;
  if (items <= largeCatalogue) return defaultOptions;
  return { ...defaultOptions, follows: { ...follows, keep: 15 }, factors: { ...factors, rank: 16 } };
}

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
  return collaborativeTrainer(interactions, source)(options);
}

/** The same for several options, each part trained once for the options that concern it. */
export function collaborativeTrainer(
  interactions: Interactions,
  source: TrainingSource,
): (options: CollaborativeOptions) => CollaborativeModel {
  const { order, x } = byPopularity(interactions);
  const ids = new Uint32Array(2 * order.length);
  order.forEach((item, index) => ids.set(idHash(source.idOf(item)), 2 * index));
  const learnedUntil = x.at.reduce((newest, at) => Math.max(newest, at), 0);
  const ofTogether = once((options: LocalRidgeOptions) =>
    quantisedWeights(together(x, options), steps.together),
  );
  const ofFollows = once((options: FollowsOptions) =>
    quantisedWeights(trainFollows(x, options), steps.follows),
  );
  const ofFactors = once((options: ImplicitAlsOptions) => {
    const { rank, unobserved, ridge } = options;
    return {
      rank,
      unobserved,
      ridge,
      ...quantisedRows(trainImplicitAls(x, options).values, rank, steps.factors),
    };
  });
  return (options) => ({
    items: order.length,
    ids,
    together: ofTogether(options.together),
    follows: ofFollows(options.follows),
    factors: ofFactors(options.factors),
    mixture: options.mixture,
    recency: options.recency,
    source: source.name,
    learnedUntil,
  });
}

/** `work`, done once for equal options. */
function once<O extends object, R>(work: (options: O) => R): (options: O) => R {
  const done = new Map<string, R>();
  return (options) => {
    const key = JSON.stringify(options);
    const result = done.get(key) ?? work(options);
    done.set(key, result);
    return result;
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
