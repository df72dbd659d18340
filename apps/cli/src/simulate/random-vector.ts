import { createCipheriv } from 'node:crypto';

/**
 * What a simulated device says, from 16 bytes that are kept in its place: of norm 0.99, in a random direction, so that nothing
 * is clipped and the plain sum is what the decoded one is held against.
 */
export function randomVector(seed: Uint8Array, dimension: number): Float64Array {
  const stream = createCipheriv('aes-128-ctr', seed, Buffer.alloc(16)).update(Buffer.alloc(4 * dimension));
  const vector = Float64Array.from({ length: dimension }, (_, i) => stream.readUInt32LE(4 * i) / 2 ** 31 - 1);
  const norm = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  return vector.map((x) => (0.99 * x) / norm);
}
