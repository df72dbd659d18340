import type { MomentBasis } from './moment-basis.ts';
import { momentDiagonal } from './moment-diagonal.ts';
import { momentFactors } from './moment-factors.ts';
import { momentScales } from './moment-scales.ts';

/**
 * What a noised second moment most likely is, by how much noise it is known to carry: off the diagonal few factors (`momentFactors`), on it
 * what is expected or told (`momentDiagonal`). Positive semi-definite. Undefined where nothing is heard beyond the noise.
 * It is post-processing of what was released and costs no privacy.
 * @param matrix rank x rank, row-major, symmetric.
 * @param noise standard deviation at each number of the triangle that it was made of, above 0.
 */
export function denoisedMoment(
  matrix: Float64Array,
  basis: Pick<MomentBasis, 'design' | 'head' | 'popularity'>,
  noise: number,
): Float64Array | undefined {
  const { head, content } = basis.design;
  const rank = head + content;
  const { squares, isHeard } = momentScales(matrix, basis, noise);
  if (!isHeard) return undefined;
  const groups = [
    [0, head],
    [head, rank],
  ] as const;
  const { factors, count } = momentFactors(
    matrix,
    noise ** 2 / 2,
    squares,
    groups.filter(([from, to]) => to > from),
  );
  const diagonal = momentDiagonal(matrix, basis, noise);
  const out = new Float64Array(rank * rank);
  for (let a = 0; a < rank; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += factors[a * count + i] * factors[b * count + i];
      out[a * rank + b] = out[b * rank + a] = a === b ? Math.max(sum, diagonal[a]) : sum;
    }
  }
  return out;
}
