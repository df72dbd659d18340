import { invert } from '../linear/invert.ts';
import { type Interactions, peopleByItem } from './interactions.ts';

export interface EaseOptions {
  /** The L2 penalty, lambda in the paper. */
  readonly ridge: number;
}

/**
 * EASE (Steck 2019, "Embarrassingly shallow autoencoders for sparse data", equations 8 and 9): item-item weights B, dense,
 * row-major, `itemCount` x `itemCount`, zero diagonal; the score of item j is the sum of B[i][j] over the history's i.
 *
 * Costs min(people, items)^3: where people are fewer than items, the inverse is taken on their side (Woodbury).
 */
export function trainEase(interactions: Interactions, { ridge }: EaseOptions): Float32Array {
  const inverse =
    interactions.people < interactions.itemCount
      ? inverseByPeople(interactions, ridge)
      : inverseByItems(interactions, ridge);
  const n = interactions.itemCount;
  const weights = new Float32Array(n * n);
  for (let j = 0; j < n; j++) {
    const diagonal = inverse[j * n + j] as number;
    for (let i = 0; i < n; i++) {
      if (i !== j) weights[i * n + j] = -(inverse[i * n + j] as number) / diagonal;
    }
  }
  return weights;
}

/** (X^T X + ridge I)^-1. */
function inverseByItems(interactions: Interactions, ridge: number): Float64Array {
  const n = interactions.itemCount;
  const gram = new Float64Array(n * n);
  for (let person = 0; person < interactions.people; person++) {
    const row = itemsOf(interactions, person);
    for (const i of row) for (const j of row) if (j <= i) add(gram, i * n + j, 1);
  }
  for (let i = 0; i < n; i++) add(gram, i * n + i, ridge);
  return invert(gram, n);
}

/** The same as (I - X^T (X X^T + ridge I)^-1 X) / ridge. */
function inverseByPeople(interactions: Interactions, ridge: number): Float64Array {
  const { people, itemCount: n } = interactions;
  const byItem = peopleByItem(interactions);
  const gram = new Float64Array(people * people);
  for (let item = 0; item < n; item++) {
    const who = byItem.people.subarray(byItem.starts[item], byItem.starts[item + 1]);
    for (const a of who) for (const b of who) if (b <= a) add(gram, a * people + b, 1);
  }
  for (let person = 0; person < people; person++) add(gram, person * people + person, ridge);
  const kernel = invert(gram, people);
  const out = new Float64Array(n * n);
  const column = new Float64Array(people);
  for (let item = 0; item < n; item++) {
    column.fill(0);
    for (const a of byItem.people.subarray(byItem.starts[item], byItem.starts[item + 1])) {
      for (let b = 0; b < people; b++) add(column, b, kernel[a * people + b] as number);
    }
    const row = out.subarray(item * n, (item + 1) * n);
    for (let person = 0; person < people; person++) {
      const share = (column[person] as number) / ridge;
      for (const other of itemsOf(interactions, person)) add(row, other, -share);
    }
    add(row, item, 1 / ridge);
  }
  return out;
}

const itemsOf = ({ items, starts }: Interactions, person: number) =>
  items.subarray(starts[person], starts[person + 1]);

function add(values: Float64Array, at: number, by: number): void {
  values[at] = (values[at] as number) + by;
}
