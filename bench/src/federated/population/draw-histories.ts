import type { Interactions } from '@parlour/model/collaborative';
import { seededRandom } from '@parlour/model';
import { sharedIntegers } from '../threads/shared-array.ts';
import type { PopulationFile } from './population-file.ts';
import { softmax } from './taste-model.ts';

/** Watches between two looks at where a taste has drifted. */
const watchesALook = 4;

/** Histories of `people` drawn people, oldest first; the same for the same seed, and the first ones the same for any number. */
export function drawHistories(population: PopulationFile, people: number, seed: number): Interactions {
  return joinedHistories(population.titles.length, [
    historiesOf({ population, seed })({ from: 0, to: people }),
  ]);
}

export interface DrawnFrom {
  readonly population: PopulationFile;
  readonly seed: number;
}

/** Of some people only, the first of whom is number `from`: their titles one after the other, and how many each has. */
export interface DrawnPart {
  readonly items: Int32Array;
  readonly lengths: Int32Array;
}

/** Draws people by their numbers: somebody is the same whoever else is drawn. */
export function historiesOf({
  population,
  seed,
}: DrawnFrom): (some: { from: number; to: number }) => DrawnPart {
  const draw = historyDrawer(population);
  return ({ from, to }) => {
    const histories = Array.from({ length: to - from }, (_, index) =>
      draw(seededRandom((seed * 0x9e3779b1 + (from + index) * 0x85ebca6b) >>> 0)),
    );
    const lengths = Int32Array.from(histories, ({ length }) => length);
    const items = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
    let at = 0;
    for (const history of histories) {
      items.set(history, at);
      at += history.length;
    }
    return { items, lengths };
  };
}

/** The people of some parts, one after the other; what all threads need of them is in shared memory. */
export function joinedHistories(itemCount: number, parts: readonly DrawnPart[]): Interactions {
  const people = parts.reduce((sum, { lengths }) => sum + lengths.length, 0);
  const starts = sharedIntegers(people + 1);
  const items = sharedIntegers(parts.reduce((sum, part) => sum + part.items.length, 0));
  let [person, place] = [0, 0];
  for (const part of parts) {
    items.set(part.items, place);
    for (const length of part.lengths) starts[++person] = place += length;
  }
  const at = new Float64Array(items.length);
  for (let index = 0; index < at.length; index++) at[index] = index;
  return { people, itemCount, starts, items, at };
}

function historyDrawer(population: PopulationFile): (random: () => number) => Int32Array {
  const { rank, lengths, drift } = population;
  const bias = Float64Array.from(population.bias);
  const factors = Float64Array.from(population.factors);
  const items = bias.length;
  const chances = new Float64Array(items);
  const taste = new Float64Array(rank);
  const watched = new Uint8Array(items);
  const [stays, moves] = [Math.sqrt(drift.stays), Math.sqrt(1 - drift.stays)];
  const kept = drift.perWatch ** watchesALook;
  const fresh = Math.sqrt(1 - kept ** 2);
  return (random) => {
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const lasting = Float64Array.from({ length: rank }, normal);
    const passing = Float64Array.from({ length: rank }, normal);
    const length = Math.min(lengthAt(lengths, random()), items >> 2);
    const history = new Int32Array(length);
    watched.fill(0);
    let size = 0;
    while (size < length) {
      for (let c = 0; c < rank; c++) taste[c] = stays * lasting[c] + moves * passing[c];
      softmax({ bias, factors, rank }, taste, chances);
      let total = 0;
      for (let item = 0; item < items; item++)
        chances[item] = total += watched[item] === 1 ? 0 : chances[item];
      const until = Math.min(length, size + watchesALook);
      while (size < until) {
        const item = placeOf(chances, random() * total);
        if (watched[item] === 1) continue;
        history[size++] = item;
        watched[item] = 1;
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
