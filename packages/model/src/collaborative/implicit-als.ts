import { seededRandom } from '../seeded-random.ts';
import { type Interactions, peopleByItem } from './interactions.ts';
import { type Confidence, type Factors, gramOf, normalEquations, personVector } from './person-vector.ts';

export interface ImplicitAlsOptions extends Confidence {
  readonly rank: number;
  /** Passes over both sides. */
  readonly passes: number;
  readonly seed: number;
}

/**
 * Item factors by alternating least squares over all pairs, watched or not (Hu, Koren & Volinsky 2008). The people's own
 * factors are not kept: a person's vector is solved from their history, trained on or not.
 */
export function trainImplicitAls(x: Interactions, options: ImplicitAlsOptions): Factors {
  const { rank, passes, seed } = options;
  const byItem = peopleByItem(x);
  const items = startFactors(x.itemCount, rank, seed);
  const people = { rank, rows: x.people, values: new Float32Array(x.people * rank) };
  for (let pass = 0; pass < passes; pass++) {
    solveSide(people, items, x.starts, x.items, options);
    solveSide(items, people, byItem.starts, byItem.people, options);
  }
  return items;
}

function solveSide(
  side: Factors,
  other: Factors,
  starts: Int32Array,
  watched: Int32Array,
  confidence: Confidence,
): void {
  const gram = gramOf(other);
  for (let row = 0; row < side.rows; row++) {
    const mine = watched.subarray(starts[row], starts[row + 1]);
    if (mine.length === 0) side.values.fill(0, row * side.rank, (row + 1) * side.rank);
    else {
      const equations = normalEquations(other, gram, mine, confidence);
      side.values.set(personVector(other, equations, mine), row * side.rank);
    }
  }
}

function startFactors(rows: number, rank: number, seed: number): Factors {
  const random = seededRandom(seed);
  // Of six uniform numbers each: close enough to a normal distribution, of standard deviation 0.1 / sqrt(rank).
  const normal = () => (random() + random() + random() + random() + random() + random() - 3) * Math.SQRT2;
  const values = Float32Array.from({ length: rows * rank }, () => (normal() * 0.1) / Math.sqrt(rank));
  return { rank, rows, values };
}
