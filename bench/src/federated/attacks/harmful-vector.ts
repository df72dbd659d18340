import {
  fitMomentModel,
  matrixOfTriangle,
  type MomentModel,
  outerTriangle,
  symmetricEigen,
} from '@parlour/model/moments';
import { dot } from './membership.ts';
import type { AttackedPeople } from './attacked-people.ts';

/** What poisoning is for: one title in everybody's lists, or lists that are worse. */
export type Aim = 'push' | 'spoil';

/** Share of the mean that the vectors are compared at. */
const triedShare = 0.02;

/**
 * The vector of norm 1 that serves an aim best, of those tried: by what it does to the model of exactly these people without noise,
 * which no attacker has. `push`: a title beside what everybody watches, as a history would say it and as none could; `spoil`: the
 * opposite of what people say, and its strongest directions alone.
 * @param harm of a model, the more the better for the attacker.
 */
export function harmfulVector(
  { basis, answers }: AttackedPeople,
  aim: Aim,
  pushed: number,
  harm: (model: MomentModel) => number,
): Float64Array {
  const mean = meanOf(answers);
  const tried =
    aim === 'push' ? pushing(mean, basis.mean, basis.places[pushed]) : spoiling(mean, basis.mean.length);
  let best = { vector: tried[0], harm: Number.NEGATIVE_INFINITY };
  for (const vector of tried) {
    const triangle = mean.map((value, i) => (1 - triedShare) * value + triedShare * vector[i]);
    const found = harm(fitMomentModel(basis, { triangle, noise: 0 }));
    if (found > best.harm) best = { vector, harm: found };
  }
  return best.vector;
}

/** Outer products of the title with what is common in several mixtures, and the mixed part by itself. */
function pushing(mean: Float64Array, popularity: Float64Array, place: number): Float64Array[] {
  const title = new Float64Array(popularity.length);
  title[place] = 1;
  const leading = eigenvector(mean, popularity.length, 0);
  const common = [popularity, leading, leading.map((value) => -value)].map(toNormOne);
  return common.flatMap((along) => {
    const mixtures = [0.2, 0.5, 1, 2].map((share) =>
      outerTriangle(title.map((value, i) => value + share * along[i])),
    );
    const [with_, against] = [1, -1].map((sign) =>
      outerTriangle(title.map((value, i) => value + sign * along[i])),
    );
    return [...mixtures, toNormOne(with_.map((value, i) => value - against[i]))];
  });
}

function spoiling(mean: Float64Array, rank: number): Float64Array[] {
  const against = toNormOne(mean.map((value) => -value));
  return [
    against,
    ...[0, 1, 2].map((at) => outerTriangle(eigenvector(mean, rank, at)).map((value) => -value)),
  ];
}

function eigenvector(triangle: Float64Array, rank: number, at: number): Float64Array {
  const { vectors } = symmetricEigen(matrixOfTriangle(triangle, rank), rank);
  return Float64Array.from({ length: rank }, (_, row) => vectors[row * rank + at]);
}

export function meanOf(vectors: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(vectors[0].length);
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i] += vector[i];
  return sum.map((value) => value / vectors.length);
}

function toNormOne(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}
