import { seededRandom } from '../seeded-random.ts';
import type { CollaborativeModel, ItemWeights } from './collaborative-model.ts';
import { steppedUnits } from './file/units.ts';
import { gapColumns } from './gap-columns.ts';
import { type Interactions, interactionsOf } from './interactions.ts';

/**
 * For tests: people of whom each watches the items of one of two halves, always in cyclic ascending order: what follows
 * item i is i + 1 of the same half.
 */
export function plantedInteractions(people: number, itemCount: number, seed = 1): Interactions {
  const random = seededRandom(seed);
  const half = itemCount / 2;
  return interactionsOf(
    itemCount,
    Array.from({ length: people }, () => {
      const side = random() < 0.5 ? 0 : half;
      const start = Math.floor(random() * half);
      const length = 3 + Math.floor(random() * 5);
      return Array.from({ length }, (_, i) => ({ row: side + ((start + i) % half), at: 1000 * i }));
    }),
  );
}

/** For tests: the value of an entry. */
export function entry(
  matrix: { starts: Int32Array; columns: Int32Array; values: ArrayLike<number> },
  row: number,
  column: number,
): number {
  for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at++)
    if (matrix.columns[at] === column) return matrix.values[at] as number;
  return 0;
}

/** For tests: a model of any content. Ids are hashes of nothing. */
export function anyModel(items: number, rank: number, seed: number): CollaborativeModel {
  const random = seededRandom(seed);
  const byte = () => Math.floor(random() * 255) - 127;
  const weights = (): ItemWeights => {
    const columns: number[] = [];
    const starts = [0];
    for (let row = 0; row < items; row++) {
      for (let column = 0; column < items; column++) if (random() < 0.2) columns.push(column);
      starts.push(columns.length);
    }
    return {
      starts: Int32Array.from(starts),
      columns: gapColumns(Int32Array.from(starts), Int32Array.from(columns)),
      values: Int8Array.from(columns, byte),
      units: steps(items),
    };
  };
  const steps = (rows: number) =>
    steppedUnits(Float64Array.from({ length: rows }, () => Math.floor(random() * 65_536)));
  const halfLives = [1, 5, 1000];
  const shares = () => halfLives.map(() => random());
  return {
    items,
    ids: Uint32Array.from({ length: 2 * items }, (_, at) =>
      Math.floor(random() * 2 ** (at % 2 === 0 ? 32 : 16)),
    ),
    together: weights(),
    follows: weights(),
    factors: {
      rank,
      values: Int8Array.from({ length: items * rank }, byte),
      units: steps(items),
      unobserved: 0.1,
      ridge: 0.1,
    },
    mixture: { together: random(), follows: random(), factors: random() },
    recency: { halfLives, together: shares(), follows: shares() },
    source: 'test',
    learnedUntil: 1,
  };
}
