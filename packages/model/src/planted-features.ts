import type { FeatureMatrix } from '@parlour/catalogue';
import { seededRandom } from './seeded-random.ts';

/**
 * Made-up features for tests: row r belongs to theme r % themes; rows of one theme lie close together. Unit length but
 * for the rounding to int8.
 */
export function plantedFeatures(rows: number, themes: number, seed = 1): FeatureMatrix {
  const random = seededRandom(seed);
  const dimension = 512;
  const noise = (): number => random() + random() + random() - 1.5;
  const centres = Array.from({ length: themes }, () => Float32Array.from({ length: dimension }, noise));
  const values = new Int8Array(rows * dimension);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const floats = Float32Array.from(
      { length: dimension },
      (_, i) => (centres[row % themes]?.[i] ?? 0) + 0.7 * noise(),
    );
    const length = Math.hypot(...floats);
    const most = Math.max(...floats.map(Math.abs));
    floats.forEach((value, i) => {
      values[row * dimension + i] = Math.round((value / most) * 127);
    });
    scales[row] = most / 127 / length;
  }
  return { rows, dimension, values, scales };
}
