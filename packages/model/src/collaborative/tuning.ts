import type { CollaborativeModel, Mixture, RecencyPrior } from './collaborative-model.ts';
import { collaborativeScorer, type PersonScores, type Watched } from './scoring/collaborative-scorer.ts';
import { priorAround } from './scoring/recency.ts';

/** A history, in the model's numbering, and what the person watched after it. */
export interface TuningCase {
  readonly watched: readonly Watched[];
  /** -1 for an item that the model does not know: it can never be hit. */
  readonly targets: readonly number[];
}

const steps = [0, 0.1, 0.2, 0.4, 0.8] as const;

/** Mixtures that are tried: what follows what first, then what is watched together first. */
const mixtures: readonly Mixture[] = [
  ...steps.flatMap((together) => steps.map((factors) => ({ together, follows: 1, factors }))),
  ...[0, 0.2, 0.4].flatMap((follows) => steps.map((factors) => ({ together: 1, follows, factors }))),
  { together: 0, follows: 0.4, factors: 1 },
  { together: 0.4, follows: 0.4, factors: 1 },
];

/**
 * The mixture that ranks the cases best (with the NDCG@10 of each), if it is clearly better than the model's
 * own; else the model's own (after the standard-error rule of Breiman et al. 1984, section 3.4.3: doubt goes to the default).
 */
export function tunedMixture(
  model: CollaborativeModel,
  cases: readonly TuningCase[],
): { mixture: Mixture; ndcg: Float64Array } {
  const scorer = collaborativeScorer(model);
  const sums: Float64Array[] = [model.mixture, ...mixtures].map(() => new Float64Array(cases.length));
  cases.forEach((each, index) => {
    const terms = scorer.scoresOf(each.watched).terms();
    [model.mixture, ...mixtures].forEach((mixture, m) => {
      const ndcg = sums[m];
      if (ndcg) ndcg[index] = ndcgAt10(mixedBy(terms, mixture, each, model.items), each.targets);
    });
  });
  const [own = new Float64Array()] = sums;
  let best = own;
  let mixture = model.mixture;
  mixtures.forEach((candidate, index) => {
    const ndcg = sums[index + 1] as Float64Array;
    if (isClearlyBetter(ndcg, own) && mean(ndcg) > mean(best)) [best, mixture] = [ndcg, candidate];
  });
  return { mixture, ndcg: best };
}

/**
 * Around which half-life people are expected, for either term alone: the one that ranks the cases best if it is clearly
 * better than where the model expects them, else the model's own. What a person's own history says comes on top of it.
 */
export function tunedRecency(model: CollaborativeModel, cases: readonly TuningCase[]): RecencyPrior {
  const { halfLives } = model.recency;
  const tuned = (term: 'together' | 'follows'): readonly number[] => {
    const mixture = { together: 0, follows: 0, factors: 0, [term]: 1 };
    const ndcgWith = (prior: readonly number[]) => {
      const scorer = collaborativeScorer({ ...model, recency: { ...model.recency, [term]: prior } }, mixture);
      return Float64Array.from(cases, (each) =>
        ndcgAt10(mixedBy(scorer.scoresOf(each.watched).terms(), mixture, each, model.items), each.targets),
      );
    };
    let prior = model.recency[term];
    const own = ndcgWith(prior);
    let best = mean(own);
    for (const centre of halfLives) {
      const candidate = priorAround(halfLives, centre);
      const ndcg = ndcgWith(candidate);
      if (isClearlyBetter(ndcg, own) && mean(ndcg) > best) [prior, best] = [candidate, mean(ndcg)];
    }
    return prior;
  };
  return { halfLives, together: tuned('together'), follows: tuned('follows') };
}

/** All items by the mixture, those watched out of reach. */
function mixedBy(
  terms: ReturnType<PersonScores['terms']>,
  mixture: Mixture,
  { watched }: TuningCase,
  items: number,
): Float32Array {
  const scores = new Float32Array(items);
  for (const name of ['together', 'follows', 'factors'] as const) {
    const term = terms[name];
    const by = mixture[name];
    if (term && by > 0)
      for (let item = 0; item < items; item++)
        scores[item] = (scores[item] as number) + by * (term[item] as number);
  }
  for (const { item } of watched) scores[item] = -Infinity;
  return scores;
}

/** NDCG@10; of equal scores the more watched item, which is the lower one, stands first. */
function ndcgAt10(scores: Float32Array, targets: readonly number[]): number {
  const best: number[] = [];
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] as number;
    if (best.length === 10 && score <= (scores[best[9] as number] as number)) continue;
    let at = best.length;
    while (at > 0 && (scores[best[at - 1] as number] as number) < score) at--;
    best.splice(at, 0, item);
    if (best.length > 10) best.pop();
  }
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const found = best.reduce((sum, item, rank) => sum + (targets.includes(item) ? gain(rank) : 0), 0);
  let ideal = 0;
  for (let rank = 0; rank < Math.min(10, targets.length); rank++) ideal += gain(rank);
  return ideal === 0 ? 0 : found / ideal;
}

/** By more than two standard errors of the difference, case by case: of dozens tried, some are better by one by chance. */
export function isClearlyBetter(candidate: Float64Array, own: Float64Array): boolean {
  const differences = candidate.map((value, index) => value - (own[index] as number));
  const by = mean(differences);
  const variance = differences.reduce((sum, value) => sum + (value - by) ** 2, 0) / (differences.length - 1);
  return by > 2 * Math.sqrt(variance / differences.length);
}

export const mean = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
