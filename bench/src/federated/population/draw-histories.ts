import type { Interactions } from '@parlour/model/collaborative';
import { seededRandom } from '@parlour/model';
import type { PopulationFile } from './population-file.ts';
import { softmax } from './taste-model.ts';

/** Watches between two looks at where a taste has drifted. */
const watchesALook = 4;

/** Histories of `people` drawn people, oldest first; the same for the same seed, and the first ones the same for any number. */
export function drawHistories(population: PopulationFile, people: number, seed: number): Interactions {
  const draw = historyDrawer(population);
  const starts = new Int32Array(people + 1);
  let items = new Int32Array(people * 32);
  for (let person = 0; person < people; person++) {
    const history = draw(seededRandom((seed * 0x9e3779b1 + person * 0x85ebca6b) >>> 0));
    const start = starts[person];
    if (start + history.length > items.length) {
      const larger = new Int32Array(items.length + (items.length >> 1) + history.length);
      larger.set(items);
      items = larger;
    }
    items.set(history, start);
    starts[person + 1] = start + history.length;
  }
  const length = starts[people];
  return {
    people,
    itemCount: population.titles.length,
    starts,
    items: items.subarray(0, length),
    at: Float64Array.from({ length }, (_, index) => index),
  };
}

function historyDrawer(population: PopulationFile): (random: () => number) => Int32Array {
  const { rank, lengths, drift } = population;
  const bias = Float64Array.from(population.bias);
  const factors = Float64Array.from(population.factors);
  const items = bias.length;
  const chances = new Float64Array(items);
  const taste = new Float64Array(rank);
  const [stays, moves] = [Math.sqrt(drift.stays), Math.sqrt(1 - drift.stays)];
  const kept = drift.perWatch ** watchesALook;
  const fresh = Math.sqrt(1 - kept ** 2);
  return (random) => {
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const lasting = Float64Array.from({ length: rank }, normal);
    const passing = Float64Array.from({ length: rank }, normal);
    const length = Math.min(lengthAt(lengths, random()), items >> 2);
    const history = new Int32Array(length);
    const watched = new Set<number>();
    while (watched.size < length) {
      for (let c = 0; c < rank; c++) taste[c] = stays * lasting[c] + moves * passing[c];
      softmax({ bias, factors, rank }, taste, chances);
      let total = 0;
      for (let item = 0; item < items; item++) chances[item] = total += watched.has(item) ? 0 : chances[item];
      const until = Math.min(length, watched.size + watchesALook);
      while (watched.size < until) {
        const item = placeOf(chances, random() * total);
        if (watched.has(item)) continue;
        history[watched.size] = item;
        watched.add(item);
      }
      for (let c = 0; c < rank; c++) passing[c] = kept * passing[c] + fresh * normal();
    }
    return history;
  };
}

/** Between two quantiles, evenly. */
function lengthAt(lengths: readonly number[], at: number): number {
  const place = at * (lengths.length - 1);
  const low = Math.floor(place);
  return Math.round(lengths[low] + (place - low) * (lengths[low + 1] - lengths[low]));
}

/** First place whose cumulative sum is above `value`. */
function placeOf(cumulative: Float64Array, value: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
