import type { CollaborativeModel, Mixture } from '../collaborative-model.ts';
import { factorScores, factorSummands, personEquations, readyFactors } from './factor-scores.ts';
import { fading, halfLifePosterior } from './recency.ts';
import { addWeights, weightOf } from './weight-sums.ts';

/** One item of a history, numbered as the model does; oldest first, none twice. */
export interface Watched {
  readonly item: number;
  /** -1..1, below 0 disliked. */
  readonly weight: number;
}

export interface PersonScores {
  /** One an item: the mixture of all terms. */
  readonly scores: Float32Array;
  /** Each term alone, in units of its own root mean square; none where it says nothing. */
  terms(): Readonly<Record<keyof Mixture, Float32Array | undefined>>;
  /** What each watched item adds to the item's score; they sum up to it. */
  summands(item: number): Float64Array;
}

export interface CollaborativeScorer {
  scoresOf(watched: readonly Watched[]): PersonScores;
}

/**
 * Scores of all items for one history: weights of what is watched together and of what follows what, each summed over the
 * history with the fading that fits this person, and the product with their own vector. Each term is divided by its root
 * mean square over all items, so that a long history or a strong term does not drown the others, then mixed.
 */
export function collaborativeScorer(
  model: CollaborativeModel,
  mixture: Mixture = model.mixture,
): CollaborativeScorer {
  const ready = readyFactors(model.factors);
  const { halfLives } = model.recency;
  return {
    scoresOf(watched) {
      const items = Int32Array.from(watched, ({ item }) => item);
      const weights = Float64Array.from(watched, ({ weight }) => weight);
      const liked = items.filter((_, i) => (weights[i] as number) > 0);
      const shares = {
        together: faded('together'),
        follows: faded('follows'),
        factors: weights.map((weight) => Math.max(0, weight)),
      };
      const likedShares = shares.factors.filter((weight) => weight > 0);
      const equations =
        liked.length > 0 && model.factors.rank > 0 ? personEquations(ready, liked) : undefined;

      function faded(term: 'together' | 'follows'): Float64Array {
        const likely = halfLifePosterior(model[term], liked, halfLives, model.recency[term]);
        const byAge = fading(halfLives, likely, items.length);
        return weights.map((weight, i) => weight * (byAge[items.length - 1 - i] as number));
      }

      const term = (add: (scores: Float32Array) => void) => {
        const scores = new Float32Array(model.items);
        add(scores);
        return { scores, size: rootMeanSquare(scores) };
      };
      const together = term((scores) => addWeights(model.together, items, shares.together, scores));
      const follows = term((scores) => addWeights(model.follows, items, shares.follows, scores));
      const isReached = reach(together.scores, follows.scores);
      const factors: Term = equations
        ? factorScores(ready, equations, liked, likedShares, isReached)
        : { scores: new Float32Array(model.items), size: 0 };
      const terms = { together, follows, factors };
      const factor = (name: keyof Mixture) => (terms[name].size > 0 ? mixture[name] / terms[name].size : 0);
      const scores = mixed(terms, factor, model.items);

      return {
        scores,
        terms: () => ({
          together: inUnits(terms.together),
          follows: inUnits(terms.follows),
          factors: inUnits(terms.factors),
        }),
        summands(item) {
          const ofFactors =
            equations && isReached(item)
              ? factorSummands(ready, equations, items, shares.factors, item)
              : new Float64Array(items.length);
          return ofFactors.map(
            (value, i) =>
              factor('factors') * value +
              factor('together') *
                (shares.together[i] as number) *
                weightOf(model.together, items[i] as number, item) +
              factor('follows') *
                (shares.follows[i] as number) *
                weightOf(model.follows, items[i] as number, item),
          );
        },
      };
    },
  };
}

interface Term {
  readonly scores: Float32Array;
  readonly size: number;
}

/** Items enough to fill any list: then the factors are asked for these alone, which is most of what a history costs. */
const enough = 2000;

/** Which items a weight speaks for; all, where those are too few. */
function reach(together: Float32Array, follows: Float32Array): (item: number) => boolean {
  const isSpokenFor = (item: number) => together[item] !== 0 || follows[item] !== 0;
  let count = 0;
  for (let item = 0; item < together.length && count < enough; item++) if (isSpokenFor(item)) count++;
  return count < enough ? () => true : isSpokenFor;
}

function mixed(
  terms: Readonly<Record<keyof Mixture, Term>>,
  factor: (name: keyof Mixture) => number,
  items: number,
): Float32Array {
  const [a, b, c] = [terms.together.scores, terms.follows.scores, terms.factors.scores];
  const [byA, byB, byC] = [factor('together'), factor('follows'), factor('factors')];
  const scores = new Float32Array(items);
  for (let item = 0; item < items; item++)
    scores[item] = byA * (a[item] as number) + byB * (b[item] as number) + byC * (c[item] as number);
  return scores;
}

function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    sum += value * value;
  }
  return Math.sqrt(sum / values.length);
}

const inUnits = ({ scores, size }: Term): Float32Array | undefined =>
  size > 0 ? scores.map((score) => score / size) : undefined;
