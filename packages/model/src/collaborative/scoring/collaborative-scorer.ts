import type { CollaborativeModel, Mixture } from '../collaborative-model.ts';
import {
  type PersonFactors,
  personFactors,
  type PersonVector,
  type ReadyFactors,
  readyFactors,
} from './factor-scores.ts';
import { gatherOneMore } from './gather-one-more.ts';
import { addSums, gatherWeights, type GatheredWeights } from './gathered-weights.ts';
import { type HistoryTerm, historyTerm } from './history-term.ts';
import { type ReadHistory, readHistory, type Watched } from './read-history.ts';
import { type Reach, reachOf } from './reach.ts';

export type { Watched };

export interface PersonScores {
  /** One an item: the mixture of all terms. */
  readonly scores: Float32Array;
  /** Items of which anything is said, ascending: all others have the score 0. Undefined where these may be all. */
  readonly scored: Int32Array | undefined;
  /** Each term alone, in units of its own root mean square; none where it says nothing. */
  terms(): Readonly<Record<keyof Mixture, Float32Array | undefined>>;
  /** What each watched item adds to the item's score; they sum up to it. */
  summands(item: number): Float64Array;
  /** These places are asked for next: found together they take less time. */
  expect(withouts: readonly number[]): void;
  /** The item's score, had `without` (a place of the history) never been watched. */
  scoreWithout(item: number, without: number): number;
}

/** What a score needs of a model: not which items its numbers are. */
type Learned = Omit<CollaborativeModel, 'ids'>;

export interface CollaborativeScorer {
  scoresOf(watched: readonly Watched[]): PersonScores;
}

/**
 * Scores of all items for one history: weights of what is watched together and of what follows what, each summed over the
 * history with the fading that fits this person, and the product with their own vector. Each term is divided by its root
 * mean square over all items, so that a long history or a strong term does not drown the others, then mixed.
 */
export function collaborativeScorer(model: Learned, mixture: Mixture = model.mixture): CollaborativeScorer {
  const ready = readyFactors(model.factors);
  const gather = gatherer(model);
  return {
    scoresOf(watched) {
      const history = readHistory(watched);
      return personScores(model, mixture, ready, history, gather(history.items));
    },
  };
}

/** What the weights say of a history, of each kind. */
type Gathered = Readonly<Record<'together' | 'follows', GatheredWeights>>;

/** A history mostly grows by one item at a time: what was gathered last is built upon. */
function gatherer({ items, together, follows }: Learned): (history: Int32Array) => Gathered {
  let before: Int32Array | undefined;
  let known: Gathered | undefined;
  const anew = (history: Int32Array): Gathered => {
    const counts = new Int32Array(items);
    return {
      together: gatherWeights(together, history, counts),
      follows: gatherWeights(follows, history, counts),
    };
  };
  return (history) => {
    const last = history.length - 1;
    if (known === undefined || before === undefined || !isOneMore(before, history)) known = anew(history);
    else {
      const item = history[last] as number;
      known = {
        together: gatherOneMore(together, known.together, item, last),
        follows: gatherOneMore(follows, known.follows, item, last),
      };
    }
    before = history;
    return known;
  };
}

/** Not where places begin to need more bytes. */
function isOneMore(before: Int32Array, history: Int32Array): boolean {
  if (before.length + 1 !== history.length || history.length === 2 ** 16) return false;
  return before.every((item, place) => history[place] === item);
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
  model: Learned,
  mixture: Mixture,
  ready: ReadyFactors,
  history: ReadHistory,
  gathered: Gathered,
): PersonScores {
  const { items, weights, liked, likedPlaces } = history;
  const term = (name: 'together' | 'follows'): HistoryTerm =>
    historyTerm(model[name], gathered[name], model.recency.halfLives, model.recency[name], history);
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
  const mixed = (
    shares: Pick<Mixed, 'together' | 'follows'>,
    sizes: Pick<Mixture, 'together' | 'follows'>,
    vector: PersonVector | undefined,
  ): Mixed => {
    const all = { ...sizes, factors: vector?.size ?? 0 };
    const by = (name: keyof Mixture): number => (all[name] > 0 ? mixture[name] / all[name] : 0);
    return {
      ...shares,
      vector,
      sizes: all,
      by: { together: by('together'), follows: by('follows'), factors: by('factors') },
    };
  };
  const sums = { together: together.wholeSums(), follows: follows.wholeSums() };
  const whole = mixed(
    { together: together.shares(), follows: follows.shares() },
    { together: together.size(sums.together), follows: follows.size(sums.follows) },
    factors?.whole,
  );
  const ofFactors = (item: number, { vector }: Mixed, without: number): number =>
    factors === undefined || vector === undefined || !reach.has(item, without)
      ? 0
      : factors.product(vector, item);
  const left = new Map<number, Mixed>();
  const mixedWithout = (withouts: readonly number[]): Mixed[] => {
    const ofTogether = withouts.map((without) => together.shares(without));
    const ofFollows = withouts.map((without) => follows.shares(without));
    const [togetherSizes, followsSizes] = [together.sizes(ofTogether), follows.sizes(ofFollows)];
    const made = withouts.map((without, at) =>
      mixed(
        { together: ofTogether[at] as Float64Array, follows: ofFollows[at] as Float64Array },
        { together: togetherSizes[at] as number, follows: followsSizes[at] as number },
        vectorWithout(without),
      ),
    );
    made.forEach((one, at) => left.set(withouts[at] as number, one));
    while (left.size > keptWithout) left.delete(left.keys().next().value ?? -1);
    return made;
  };

  return {
    scores: allScores({ together, follows, factors, reach }, sums, whole, model.items),
    scored: reach.items,
    terms: () => {
      const alone = (name: keyof Mixture): Float32Array | undefined => {
        if (!(whole.sizes[name] > 0)) return undefined;
        const by = { together: 0, follows: 0, factors: 0, [name]: 1 / whole.sizes[name] };
        return allScores(
          { together, follows, factors, reach },
          { together: together.wholeSums(), follows: follows.wholeSums() },
          { ...whole, by },
          model.items,
        );
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
      const own = left.get(without) ?? (mixedWithout([without])[0] as Mixed);
      return Math.fround(
        own.by.together * together.sum(own.together, item) +
          own.by.follows * follows.sum(own.follows, item) +
          own.by.factors * ofFactors(item, own, without),
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

function allScores(
  { together, follows, factors, reach }: Terms,
  sums: Readonly<Record<'together' | 'follows', Float64Array>>,
  { by, vector }: Mixed,
  items: number,
): Float32Array {
  const scores = new Float32Array(items);
  addSums(together.gathered, sums.together, by.together, scores);
  addSums(follows.gathered, sums.follows, by.follows, scores);
  if (factors === undefined || vector === undefined || by.factors === 0) return scores;
  factors.addProducts(vector, by.factors, reach.items, scores);
  return scores;
}
