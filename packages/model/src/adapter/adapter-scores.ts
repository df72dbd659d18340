import { watchWeights } from '../moments/watch-weights.ts';
import type { AdapterSpace } from './adapter-space.ts';

/**
 * A person's node before the adapter: the mean of their titles' embeddings, each counted by `watchWeights`; `size` long, zeros for an empty
 * history.
 * @param watched rows, oldest first.
 */
export function adapterPerson({ size, titles }: AdapterSpace, watched: ArrayLike<number>): Float64Array {
  const weights = watchWeights(watched.length);
  const person = new Float64Array(size);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  for (let i = 0; i < watched.length; i++) {
    const start = watched[i] * size;
    for (let c = 0; c < size; c++) person[c] += (weights[i] / sum) * titles[start + c];
  }
  return person;
}

/** Adapter times person, `size` long. @param adapter `size` x `size`, row-major. */
export function adapted(adapter: Float64Array, person: Float64Array): Float64Array {
  const size = person.length;
  return person.map((_, row) => {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += adapter[row * size + c] * person[c];
    return sum;
  });
}

/** What a title has in common with an adapted person. */
export function inCommon({ size, titles }: AdapterSpace, row: number, mapped: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < size; c++) sum += titles[row * size + c] * mapped[c];
  return sum;
}

/**
 * Scores of all titles for one history, on the device: ln of popularity plus what the adapter makes of both. Titles of the history have
 * scores too: whoever ranks leaves them out.
 * @param watched rows, oldest first.
 */
export function adapterScores(
  space: AdapterSpace,
  adapter: Float64Array,
  watched: ArrayLike<number>,
): Float64Array {
  const mapped = adapted(adapter, adapterPerson(space, watched));
  return space.prior.map((share, row) => share + inCommon(space, row, mapped));
}
