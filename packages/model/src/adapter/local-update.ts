import { adapted, adapterPerson, inCommon } from './adapter-scores.ts';
import type { AdapterSpace } from './adapter-space.ts';

export interface LocalPlan {
  /** Step of the device's own gradient descent. */
  readonly rate: number;
  /** So many of the last watches are predicted, each from what came before it. */
  readonly targets: number;
  /** Titles that each is told apart from, drawn by popularity. */
  readonly negatives: number;
  /** Greatest L2 norm of an update. */
  readonly clip: number;
}

/**
 * What a device says in a round of federated averaging (McMahan et al. 2017): how far its own stochastic gradient descent moved the adapter,
 * scaled down to the clip where that is longer. It predicts its last watches, oldest first, by a softmax over the title and others drawn
 * by popularity: with the correction for how they were drawn (Bengio & Senécal 2008), popularity falls out of it. Zeros for a history
 * of fewer than two titles.
 * @param watched rows, oldest first, each once. @param random uniform in [0, 1).
 * @returns `size` x `size`, of a norm of at most `clip`.
 */
export function localUpdate(
  space: AdapterSpace,
  adapter: Float64Array,
  watched: ArrayLike<number>,
  { rate, targets, negatives, clip }: LocalPlan,
  random: () => number,
): Float64Array {
  const rows = Array.from(watched);
  const moved = adapter.slice();
  for (let place = Math.max(1, rows.length - targets); place < rows.length; place++) {
    const history = rows.slice(0, place);
    const known = new Set(history);
    const drawn = Array.from({ length: negatives }, () => drawnRow(space, random));
    const others = drawn.filter((row) => row !== rows[place] && !known.has(row));
    step(space, moved, adapterPerson(space, history), [rows[place], ...others], rate);
  }
  return clipped(
    moved.map((value, i) => value - adapter[i]),
    clip,
  );
}

/** One step towards the first of some candidates, away from the others as far as they are taken for it. */
function step(
  space: AdapterSpace,
  adapter: Float64Array,
  person: Float64Array,
  candidates: readonly number[],
  rate: number,
): void {
  const { size, titles } = space;
  const mapped = adapted(adapter, person);
  const scores = candidates.map((row) => inCommon(space, row, mapped));
  const most = Math.max(...scores);
  const chances = scores.map((score) => Math.exp(score - most));
  const sum = chances.reduce((all, chance) => all + chance, 0);
  const pull = new Float64Array(size);
  candidates.forEach((row, which) => {
    const by = (which === 0 ? 1 : 0) - chances[which] / sum;
    for (let c = 0; c < size; c++) pull[c] += by * titles[row * size + c];
  });
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) adapter[a * size + b] += rate * pull[a] * person[b];
}

function clipped(update: Float64Array, clip: number): Float64Array {
  const norm = Math.sqrt(update.reduce((sum, value) => sum + value ** 2, 0));
  return norm <= clip ? update : update.map((value) => (value * clip) / norm);
}

/** A row, drawn by popularity. */
function drawnRow({ cumulative }: AdapterSpace, random: () => number): number {
  const value = random() * cumulative[cumulative.length - 1];
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
