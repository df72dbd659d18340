import type { CollaborativeModel, Mixture } from '../collaborative-model.ts';
import {
  type PersonFactors,
  personFactors,
  type PersonVector,
  type ReadyFactors,
  readyFactors,
} from './factor-scores.ts';
import { type HistoryTerm, historyTerm, type ReadHistory } from './history-term.ts';
import { type Reach, reachOf } from './reach.ts';
import { addSums } from './gathered-weights.ts';

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
  /** These places are asked for next: found together they take less time. */
  expect(withouts: readonly number[]): void;
  /** The item's score, had `without` (a place of the history) never been watched. */
  scoreWithout(item: number, without: number): number;
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
  const counts = new Int32Array(model.items);
  return { scoresOf: (watched) => personScores(model, mixture, ready, readHistory(watched), counts) };
}

function readHistory(watched: readonly Watched[]): ReadHistory {
  const items = Int32Array.from(watched, ({ item }) => item);
  const weights = Float64Array.from(watched, ({ weight }) => weight);
  const likedPlaces = new Int32Array(items.length).fill(-1);
  let count = 0;
  weights.forEach((weight, place) => {
    if (weight > 0) likedPlaces[place] = count++;
  });
  const liked = Int32Array.from(items.keys()).filter((place) => (likedPlaces[place] as number) >= 0);
  return { items, weights, liked, likedPlaces };
}

/** Histories without one of their items that are kept. */
const keptWithout = 128;

/** All that a score needs but the item. */
interface Mixed {
  readonly together: Float64Array;
  readonly follows: Float64Array;
  readonly vector: PersonVector | undefined;
  /** Root mean squares. */
  readonly sizes: Mixture;
  /** By which each term's sums are multiplied: its share of the mixture through its size, 0 where it says nothing. */
  readonly by: Mixture;
}

function personScores(
  model: CollaborativeModel,
  mixture: Mixture,
  ready: ReadyFactors,
  history: ReadHistory,
  counts: Int32Array,
): PersonScores {
  const { items, weights, liked, likedPlaces } = history;
  const term = (name: 'together' | 'follows'): HistoryTerm =>
    historyTerm(model[name], model.recency.halfLives, model.recency[name], history, counts);
  const [together, follows] = [term('together'), term('follows')];
  const reach = reachOf(together.gathered, follows.gathered, items.length);
  const factors =
    liked.length > 0 && model.factors.rank > 0
      ? personFactors(
          ready,
          liked.map((place) => items[place] as number),
          Float64Array.from(liked, (place) => weights[place] as number),
        )
      : undefined;

  const vectorWithout = (without: number): PersonVector | undefined => {
    const place = likedPlaces[without] as number;
    return place < 0 ? factors?.whole : factors?.without(place);
  };
  const mix = (withouts: readonly (number | undefined)[]): Mixed[] => {
    const ofTogether = withouts.map((without) => together.shares(without));
    const ofFollows = withouts.map((without) => follows.shares(without));
    const [togetherSizes, followsSizes] = [together.sizes(ofTogether), follows.sizes(ofFollows)];
    return withouts.map((without, at) => {
      const vector = without === undefined ? factors?.whole : vectorWithout(without);
      const sizes = {
        together: togetherSizes[at] as number,
        follows: followsSizes[at] as number,
        factors: vector?.size ?? 0,
      };
      const by = (name: keyof Mixture): number => (sizes[name] > 0 ? mixture[name] / sizes[name] : 0);
      return {
        together: ofTogether[at] as Float64Array,
        follows: ofFollows[at] as Float64Array,
        vector,
        sizes,
        by: { together: by('together'), follows: by('follows'), factors: by('factors') },
      };
    });
  };
  const whole = mix([undefined])[0] as Mixed;
  const ofFactors = (item: number, { vector }: Mixed, without: number): number =>
    factors === undefined || vector === undefined || !reach.has(item, without)
      ? 0
      : factors.product(vector, item);
  const left = new Map<number, Mixed>();
  const mixedWithout = (withouts: readonly number[]): Mixed[] => {
    const made = mix(withouts);
    made.forEach((mixed, at) => left.set(withouts[at] as number, mixed));
    while (left.size > keptWithout) left.delete(left.keys().next().value ?? -1);
    return made;
  };

  return {
    scores: allScores({ together, follows, factors, reach }, whole, model.items),
    terms: () => {
      const alone = (name: keyof Mixture): Float32Array | undefined => {
        if (!(whole.sizes[name] > 0)) return undefined;
        const by = { together: 0, follows: 0, factors: 0, [name]: 1 / whole.sizes[name] };
        return allScores({ together, follows, factors, reach }, { ...whole, by }, model.items);
      };
      return { together: alone('together'), follows: alone('follows'), factors: alone('factors') };
    },
    summands(item) {
      const summands = new Float64Array(items.length);
      if (factors !== undefined && reach.has(item)) {
        factors.summands(item).forEach((value, i) => {
          summands[liked[i] as number] = whole.by.factors * value;
        });
      }
      together.addSummands(item, whole.by.together, summands);
      follows.addSummands(item, whole.by.follows, summands);
      return summands;
    },
    expect(withouts) {
      mixedWithout(withouts.filter((without) => !left.has(without)));
    },
    scoreWithout(item, without) {
      const mixed = left.get(without) ?? (mixedWithout([without])[0] as Mixed);
      return Math.fround(
        mixed.by.together * together.sum(mixed.together, item) +
          mixed.by.follows * follows.sum(mixed.follows, item) +
          mixed.by.factors * ofFactors(item, mixed, without),
      );
    },
  };
}

interface Terms {
  readonly together: HistoryTerm;
  readonly follows: HistoryTerm;
  readonly factors: PersonFactors | undefined;
  readonly reach: Reach;
}

function allScores({ together, follows, factors, reach }: Terms, mixed: Mixed, items: number): Float32Array {
  const scores = new Float32Array(items);
  addSums(together.gathered, mixed.together, mixed.by.together, scores);
  addSums(follows.gathered, mixed.follows, mixed.by.follows, scores);
  const { vector, by } = mixed;
  if (factors === undefined || vector === undefined || by.factors === 0) return scores;
  factors.addProducts(vector, by.factors, reach.items, scores);
  return scores;
}
