import { type FeatureMatrix, featureDimension } from '@parlour/catalogue';
import { type CompactFeatures, half } from './compact-features.ts';

/** The feature matrix that `compactFeatures` was given, to the byte. */
export function expandedFeatures(features: CompactFeatures): FeatureMatrix {
  const { rows, starts, lows, dimensions, values, scales } = features;
  const all = new Int8Array(rows * featureDimension);
  for (let row = 0; row < rows; row += 1) {
    const low = row * featureDimension;
    const middle = starts[row] + lows[row];
    for (let at = starts[row]; at < middle; at += 1) all[low + dimensions[at]] = values[at];
    for (let at = middle; at < starts[row + 1]; at += 1) all[low + half + dimensions[at]] = values[at];
  }
  return { rows, dimension: featureDimension, values: all, scales };
}
