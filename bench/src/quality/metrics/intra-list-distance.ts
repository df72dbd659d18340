import { type FeatureMatrix, featureOf } from '@parlour/catalogue';

/** Mean over all pairs of a list of 1 - cosine of their content features; 0 for lists of fewer than two. */
export function intraListDistance(rows: Int32Array, features: FeatureMatrix): number {
  const vectors = Array.from(rows, (row) => unit(featureOf(features, row)));
  let sum = 0;
  let pairs = 0;
  vectors.forEach((left, index) => {
    for (const right of vectors.slice(index + 1)) {
      sum += 1 - left.reduce((dot, value, d) => dot + value * (right[d] as number), 0);
      pairs++;
    }
  });
  return pairs === 0 ? 0 : sum / pairs;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
