/** L2 norm. */
export function norm(vector: Float64Array): number {
  let square = 0;
  for (const value of vector) square += value * value;
  return Math.sqrt(square);
}

/**
 * Scales the vector down, in place, to an L2 norm of at most `bound` (> 0). A vector that holds anything but finite numbers
 * says nothing that could be bounded and becomes all zeros.
 */
export function clip(vector: Float64Array, bound: number): Float64Array {
  const length = norm(vector);
  if (!Number.isFinite(length)) return vector.fill(0);
  if (length <= bound) return vector;
  // One part in 2^40 under the bound: rounding of the products must not lift the norm over it again.
  const factor = (bound / length) * (1 - 2 ** -40);
  for (let i = 0; i < vector.length; i++) vector[i] *= factor;
  return vector;
}
