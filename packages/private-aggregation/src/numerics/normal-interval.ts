import { normalTail } from './erfc.ts';

/**
 * P[a < N(0, 1) < b] for a <= b, either of which may be infinite, with small relative error (about 1e-13) for narrow
 * intervals and far tails too: narrow ones by the Taylor expansion of the density around their middle, the others by the
 * difference of the tails on the side where they are small.
 */
export function normalInterval(a: number, b: number): number {
  const width = b - a;
  if (width < 0.005) {
    const middle = (a + b) / 2;
    const square = middle * middle;
    const density = Math.exp(-square / 2) / Math.sqrt(2 * Math.PI);
    const second = ((square - 1) * width ** 2) / 24;
    const fourth = ((square * square - 6 * square + 3) * width ** 4) / 1920;
    return density * width * (1 + second + fourth);
  }
  if (a >= 0) return normalTail(a) - normalTail(b);
  if (b <= 0) return normalTail(-b) - normalTail(-a);
  return 1 - normalTail(-a) - normalTail(b);
}
