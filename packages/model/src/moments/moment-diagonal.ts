import type { MomentBasis } from './moment-basis.ts';

/** Below everything that is measured, so that the moment stays one. */
const least = 1e-7;

/**
 * The diagonal of a noised second moment, drawn to what is expected of it as far as the noise says (James & Stein 1961; Efron & Morris 1973):
 * for titles of the head a multiple of their popularity, for directions of content their mean.
 * @param matrix rank x rank, row-major.
 * @param noise deviation of the noise on the diagonal.
 */
export function momentDiagonal(
  matrix: Float64Array,
  { design, head, popularity }: Pick<MomentBasis, 'design' | 'head' | 'popularity'>,
  noise: number,
): Float64Array {
  const rank = design.head + design.content;
  const told = Float64Array.from({ length: rank }, (_, a) => matrix[a * (rank + 1)]);
  const shares = Float64Array.from(head, (row) => popularity[row]);
  const ofHead = drawnIn(told.subarray(0, design.head), shares, noise);
  const ofContent = drawnIn(told.subarray(design.head), new Float64Array(design.content).fill(1), noise);
  return Float64Array.of(...ofHead, ...ofContent).map((value) => Math.max(value, least));
}

/** Values drawn in to the multiple of `shape` that is nearest; how far they are from it is taken to go with it, too. */
function drawnIn(values: Float64Array, shape: Float64Array, noise: number): Float64Array {
  const square = shape.reduce((sum, value) => sum + value ** 2, 0);
  if (square === 0) return values;
  const times = Math.max(0, values.reduce((sum, value, i) => sum + value * shape[i], 0) / square);
  const off = values.reduce((sum, value, i) => sum + (value - times * shape[i]) ** 2, 0);
  const spread = Math.max(0, off - values.length * noise ** 2) / square;
  return values.map((value, i) => {
    const expected = times * shape[i];
    const variance = spread * shape[i] ** 2;
    const trust = variance > 0 ? variance / (variance + noise ** 2) : 0;
    return expected + trust * (value - expected);
  });
}
