import { type FeatureMatrix, featureOf } from '@parlour/catalogue';
import { type MomentDesign, momentRank } from './moment-design.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Orthonormal directions in the space of titles; public, the same for all devices of an epoch. */
export interface MomentBasis {
  readonly items: number;
  readonly design: MomentDesign;
  /** Rows of the titles that are a direction by themselves. */
  readonly head: Int32Array;
  /** By row: its place in the head, or -1. */
  readonly places: Int32Array;
  /** Directions of all other titles, `items` x `design.content`, row-major; zero at the head. */
  readonly content: Float32Array;
  /** Share of each title in all watches, sum 1. */
  readonly popularity: Float64Array;
  /** What `popularity` is in each direction, `rank` long. */
  readonly mean: Float64Array;
}

/**
 * The basis of a catalogue: the most popular titles one by one, then the leading singular vectors of the other rows of `features`,
 * each weighted by the square root of its popularity, so that directions are spent where watches are. Nothing but public features
 * and the popularity enters: it is post-processing of what was released.
 * @param popularity share of each title in all watches, sum 1.
 */
export function momentBasis(
  features: FeatureMatrix,
  popularity: Float64Array,
  design: MomentDesign,
): MomentBasis {
  const items = features.rows;
  const head = Int32Array.from(popularity.keys())
    .sort((a, b) => popularity[b] - popularity[a] || a - b)
    .slice(0, design.head);
  const content = leadingDirections(features, weightsOf(popularity, head), design.content);
  const places = new Int32Array(items).fill(-1);
  head.forEach((row, place) => {
    places[row] = place;
  });
  const basis = { items, design, head, places, content, popularity };
  const all = popularity.keys().toArray();
  return { ...basis, mean: projected(basis, all, popularity) };
}

/** E^T x for x with `weights[i]` at title `rows[i]`. */
export function projected(
  { design, places, content }: Pick<MomentBasis, 'design' | 'places' | 'content'>,
  rows: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  const out = new Float64Array(momentRank(design));
  for (let i = 0; i < rows.length; i++) {
    const weight = weights[i];
    const place = places[rows[i]];
    if (place >= 0) {
      out[place] += weight;
      continue;
    }
    const start = rows[i] * design.content;
    for (let c = 0; c < design.content; c++) out[design.head + c] += weight * content[start + c];
  }
  return out;
}

function weightsOf(popularity: Float64Array, head: Int32Array): Float64Array {
  const weights = popularity.map((share) => Math.sqrt(Math.max(0, share)));
  for (const row of head) weights[row] = 0;
  return weights;
}

/**
 * Left singular vectors of diag(weights) features with the greatest singular values, `rows` x `count`, by the eigenvectors of the
 * small side. Directions of no content, where there are fewer than asked for, are zero.
 */
function leadingDirections(features: FeatureMatrix, weights: Float64Array, count: number): Float32Array {
  const { rows, dimension } = features;
  const gram = new Float64Array(dimension * dimension);
  const feature = new Float32Array(dimension);
  const used: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (weights[row] === 0) continue;
    featureOf(features, row, feature);
    used.length = 0;
    for (let d = 0; d < dimension; d++) if (feature[d] !== 0) used.push(d);
    const square = weights[row] ** 2;
    for (const a of used) {
      const value = square * feature[a];
      for (const b of used) gram[a * dimension + b] += value * feature[b];
    }
  }
  const { values, vectors } = symmetricEigen(gram, dimension);
  const out = new Float32Array(rows * count);
  const smallest = values[0] * 1e-9;
  const kept = Math.min(count, values.filter((value) => value > smallest).length);
  const sums = new Float64Array(kept);
  for (let row = 0; row < rows; row++) {
    if (weights[row] === 0) continue;
    featureOf(features, row, feature);
    sums.fill(0);
    for (let d = 0; d < dimension; d++) {
      const value = feature[d] * weights[row];
      if (value === 0) continue;
      for (let c = 0; c < kept; c++) sums[c] += value * vectors[d * dimension + c];
    }
    for (let c = 0; c < kept; c++) out[row * count + c] = sums[c] / Math.sqrt(values[c]);
  }
  return out;
}
