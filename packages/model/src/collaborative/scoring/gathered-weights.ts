import type { ItemWeights } from '../collaborative-model.ts';
import { readColumns } from '../gap-columns.ts';
import { placeIn } from './place-in.ts';

/** Weights of a history's items, by the item that they speak for: what any reweighting of the history needs, and no more. */
export interface GatheredWeights {
  /** Items that anything speaks for, ascending. */
  readonly items: Int32Array;
  /** Entries of `items[c]` are `starts[c] .. starts[c + 1] - 1`. */
  readonly starts: Int32Array;
  /** Place in the history of who speaks, ascending within an item. */
  readonly places: Uint16Array | Uint32Array;
  /** In the units of who speaks. */
  readonly values: Int8Array;
}

/** `counts` is scratch, one an item, all 0 before and after. */
export function gatherWeights(
  { starts, columns, values }: ItemWeights,
  history: Int32Array,
  counts: Int32Array,
): GatheredWeights {
  let entries = 0;
  for (const item of history) entries += (starts[item + 1] as number) - (starts[item] as number);
  const named = new Int32Array(entries);
  for (let place = 0, at = 0; place < history.length; place++) {
    const item = history[place] as number;
    const count = (starts[item + 1] as number) - (starts[item] as number);
    readColumns(columns, starts, item, named, at);
    at += count;
  }
  let spokenFor = 0;
  for (let at = 0; at < entries; at++) {
    const column = named[at] as number;
    if (counts[column] === 0) spokenFor++;
    counts[column] = (counts[column] as number) + 1;
  }
  const items = new Int32Array(spokenFor);
  const found = new Int32Array(spokenFor + 1);
  for (let item = 0, next = 0; next < spokenFor; item++) {
    if (counts[item] === 0) continue;
    items[next] = item;
    found[next + 1] = (found[next] as number) + (counts[item] as number);
    // From here on: where the item's next entry goes.
    counts[item] = found[next] as number;
    next++;
  }
  const places = history.length < 2 ** 16 ? new Uint16Array(entries) : new Uint32Array(entries);
  const kept = new Int8Array(entries);
  for (let place = 0, next = 0; place < history.length; place++) {
    const end = starts[(history[place] as number) + 1] as number;
    for (let at = starts[history[place] as number] as number; at < end; at++, next++) {
      const column = named[next] as number;
      const to = counts[column] as number;
      counts[column] = to + 1;
      places[to] = place;
      kept[to] = values[at] as number;
    }
  }
  for (let at = 0; at < spokenFor; at++) counts[items[at] as number] = 0;
  return { items, starts: found, places, values: kept };
}

/** Sum over the history of share (in the weights' units, one a place) times weight, for `items[column]`. */
export function sumAt(
  { starts, places, values }: GatheredWeights,
  shares: Float64Array,
  column: number,
): number {
  const end = starts[column + 1] as number;
  let sum = 0;
  for (let at = starts[column] as number; at < end; at++)
    sum += (shares[places[at] as number] as number) * (values[at] as number);
  return sum;
}

/** Where an item stands in `items`, -1 if nothing speaks for it. */
export function columnOf({ items }: GatheredWeights, item: number): number {
  return placeIn(items, item, 0, items.length);
}

/** The sums of all items. */
export function allSums({ starts, places, values }: GatheredWeights, shares: Float64Array): Float64Array {
  const sums = new Float64Array(starts.length - 1);
  for (let column = 0, at = 0; column < sums.length; column++) {
    const end = starts[column + 1] as number;
    let sum = 0;
    for (; at < end; at++) sum += (shares[places[at] as number] as number) * (values[at] as number);
    sums[column] = sum;
  }
  return sums;
}

/** Root of the sum of their squares. */
export function lengthOf(sums: Float64Array): number {
  let squares = 0;
  for (let column = 0; column < sums.length; column++) {
    squares += (sums[column] as number) * (sums[column] as number);
  }
  return Math.sqrt(squares);
}

/** `lengthOf` the sums of several shares at once, the very numbers: places and values are read once for four. */
export function lengthsOf(gathered: GatheredWeights, all: readonly Float64Array[]): number[] {
  const lengths: number[] = [];
  for (let from = 0; from < all.length; from += 4) {
    const some = all.slice(from, from + 4);
    lengths.push(
      ...(some.length < 2
        ? some.map((shares) => lengthOf(allSums(gathered, shares)))
        : fourLengths(gathered, some)),
    );
  }
  return lengths;
}

function fourLengths({ starts, places, values }: GatheredWeights, some: readonly Float64Array[]): number[] {
  const shares = new Float64Array(4 * (some[0]?.length ?? 0));
  some.forEach((own, one) => own.forEach((share, place) => (shares[4 * place + one] = share)));
  let [aa, bb, cc, dd] = [0, 0, 0, 0];
  for (let column = 0, at = 0; column + 1 < starts.length; column++) {
    const end = starts[column + 1] as number;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (; at < end; at++) {
      const place = 4 * (places[at] as number);
      const value = values[at] as number;
      a += (shares[place] as number) * value;
      b += (shares[place + 1] as number) * value;
      c += (shares[place + 2] as number) * value;
      d += (shares[place + 3] as number) * value;
    }
    aa += a * a;
    bb += b * b;
    cc += c * c;
    dd += d * d;
  }
  return [aa, bb, cc, dd].slice(0, some.length).map(Math.sqrt);
}

/** scores += by * each of `allSums`. */
export function addSums(
  { items }: GatheredWeights,
  sums: Float64Array,
  by: number,
  scores: Float32Array,
): void {
  if (by === 0) return;
  for (let column = 0; column < items.length; column++) {
    const item = items[column] as number;
    scores[item] = (scores[item] as number) + by * (sums[column] as number);
  }
}
