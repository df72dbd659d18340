import type { Catalogue } from '@parlour/catalogue';
import {
  type CollaborativeModel,
  gapColumns,
  type ItemWeights,
  optionsFor,
} from '@parlour/model/collaborative';
import { idHash } from '../../../packages/model/src/collaborative/id-hash.ts';
import { steps } from '../../../packages/model/src/collaborative/train-collaborative.ts';

/** Of the weights that speak for an item, as many are of titles like it as of well-known ones. */
const likeIt = 0.5;
const reach = 300;

/**
 * A collaborative model over all titles with the shape of a trained one: as many weights speak for an item as the trainer keeps,
 * half of them of titles beside it, half of titles as well known as Zipf has it, so that well-known titles speak for thousands.
 * What it says is invented.
 */
export function madeCollaborative(
  catalogue: Catalogue,
  popularity: Float32Array,
  random: () => number,
): CollaborativeModel {
  const items = catalogue.size;
  const rowOf = Int32Array.from({ length: items }, (_, row) => row).sort(
    (left, right) => popularity[right] - popularity[left] || left - right,
  );
  const itemOf = new Int32Array(items);
  rowOf.forEach((row, item) => {
    itemOf[row] = item;
  });
  const ids = new Uint32Array(2 * items);
  rowOf.forEach((row, item) => ids.set(idHash(catalogue.id(row)), 2 * item));
  const speakerOf = (item: number): number => {
    if (random() >= likeIt) return Math.floor(items ** random()) - 1;
    const row = rowOf[item] + Math.floor((2 * random() - 1) * reach);
    return itemOf[Math.min(items - 1, Math.max(0, row))];
  };
  const { together, follows, factors, mixture, recency } = optionsFor(items);
  const weights = (keep: number, most: number): ItemWeights =>
    madeWeights(items, { keep, most }, speakerOf, random);
  return {
    items,
    ids,
    together: weights(together.keep, steps.together),
    follows: weights(follows.keep, steps.follows),
    factors: {
      rank: factors.rank,
      values: Int8Array.from({ length: items * factors.rank }, () => byte(random, steps.factors)),
      units: madeUnits(items, random, steps.factors),
      unobserved: factors.unobserved,
      ridge: factors.ridge,
    },
    mixture,
    recency,
    source: 'made',
    learnedUntil: 0,
  };
}

function madeWeights(
  items: number,
  { keep, most }: { readonly keep: number; readonly most: number },
  speakerOf: (item: number) => number,
  random: () => number,
): ItemWeights {
  const speakers = new Int32Array(items * keep).fill(-1);
  const starts = new Int32Array(items + 1);
  for (let item = 0; item < items; item += 1) {
    const own = speakers.subarray(item * keep, (item + 1) * keep);
    for (let at = 0; at < keep; at += 1) {
      const speaker = speakerOf(item);
      if (speaker === item || own.includes(speaker)) continue;
      own[at] = speaker;
      starts[speaker + 1] += 1;
    }
  }
  for (let item = 0; item < items; item += 1) starts[item + 1] += starts[item];
  const next = starts.slice();
  const columns = new Int32Array(starts[items]);
  for (const [at, speaker] of speakers.entries()) {
    if (speaker < 0) continue;
    columns[next[speaker]] = Math.floor(at / keep);
    next[speaker] += 1;
  }
  return {
    starts,
    columns: gapColumns(starts, columns),
    values: Int8Array.from(columns, () => byte(random, most) || 1),
    units: madeUnits(items, random, most),
  };
}

/** Small ones more often; one in six speaks against. */
function byte(random: () => number, most: number): number {
  return Math.round(most * random() ** 2) * (random() < 1 / 6 ? -1 : 1);
}

function madeUnits(rows: number, random: () => number, most: number): Float32Array {
  return Float32Array.from({ length: rows }, () => (0.2 + 0.8 * random()) / most);
}
