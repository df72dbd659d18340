import type { ItemWeights } from '../collaborative-model.ts';
import { fading, type HalfLives, halfLivesOf } from './recency.ts';
import type { ReadHistory } from './read-history.ts';
import { allSums, columnOf, type GatheredWeights, lengthOf, lengthsOf, sumAt } from './gathered-weights.ts';

/** Item-item weights summed over a history, the newer ones counting more, as fits the person. */
export interface HistoryTerm {
  readonly gathered: GatheredWeights;
  /** Sums over the whole history, by item of `gathered`. */
  wholeSums(): Float64Array;
  /** Share of each place in the weights' units; as if `without` (a place) had never been there, with 0 for it. */
  shares(without?: number): Float64Array;
  /** Root mean square of some sums over all items. */
  size(sums: Float64Array): number;
  /** That of the sums of each of some shares. */
  sizes(some: readonly Float64Array[]): number[];
  sum(shares: Float64Array, item: number): number;
  /** Adds to each place what it adds to the sum of an item, times `by`. */
  addSummands(item: number, by: number, summands: Float64Array): void;
}

export function historyTerm(
  weights: ItemWeights,
  gathered: GatheredWeights,
  halfLives: readonly number[],
  prior: readonly number[],
  history: ReadHistory,
): HistoryTerm {
  const { items, weights: deeds, likedPlaces } = history;
  const likely: HalfLives = halfLivesOf(weights, gathered, history, halfLives, prior);
  const makeShares = (without: number): Float64Array => {
    const count = items.length - (without < 0 ? 0 : 1);
    const byAge = fading(halfLives, likely(without < 0 ? -1 : (likedPlaces[without] as number)), count);
    const shares = new Float64Array(items.length);
    for (let place = 0; place < items.length; place++) {
      if (place === without) continue;
      const age = count - 1 - place + (without >= 0 && place > without ? 1 : 0);
      shares[place] =
        (deeds[place] as number) * (byAge[age] as number) * (weights.units[items[place] as number] as number);
    }
    return shares;
  };
  const whole = makeShares(-1);
  const size = (length: number): number => length / Math.sqrt(weights.units.length);
  return {
    gathered,
    wholeSums: () => allSums(gathered, whole),
    shares: (without) => (without === undefined ? whole : makeShares(without)),
    size: (sums) => size(lengthOf(sums)),
    sizes: (some) => lengthsOf(gathered, some).map(size),
    sum(shares, item) {
      const column = columnOf(gathered, item);
      return column < 0 ? 0 : sumAt(gathered, shares, column);
    },
    addSummands(item, by, summands) {
      const column = columnOf(gathered, item);
      if (column < 0) return;
      const { starts, places, values } = gathered;
      for (let at = starts[column] as number; at < (starts[column + 1] as number); at++) {
        const place = places[at] as number;
        summands[place] =
          (summands[place] as number) + by * (whole[place] as number) * (values[at] as number);
      }
    },
  };
}
