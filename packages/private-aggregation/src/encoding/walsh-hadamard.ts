/**
 * Orthonormal Walsh-Hadamard transform of `vector[start, start + size)`, in place; `size` a power of two. Its own inverse.
 * Source: the fast transform of Yates (1937); size log2(size) additions.
 */
export function walshHadamard(vector: Float64Array, start: number, size: number): void {
  for (let half = 1; half < size; half *= 2) {
    for (let block = start; block < start + size; block += 2 * half) {
      for (let i = block; i < block + half; i++) {
        const a = vector[i];
        const b = vector[i + half];
        vector[i] = a + b;
        vector[i + half] = a - b;
      }
    }
  }
  const factor = 1 / Math.sqrt(size);
  for (let i = start; i < start + size; i++) vector[i] *= factor;
}
