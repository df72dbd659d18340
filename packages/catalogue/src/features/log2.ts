/**
 * log2 of a positive integer below 2^31, within 0.01: a parabola between powers of two. `Math.log2` may differ in its
 * last digit between browsers, and features have to be equal on all of them; this uses only exactly rounded operations.
 */
export function log2(n: number): number {
  const exponent = 31 - Math.clz32(n);
  const t = n / 2 ** exponent - 1;
  return exponent + (t * (4 - t)) / 3;
}
