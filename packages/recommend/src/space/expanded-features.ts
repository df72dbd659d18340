import { type FeatureMatrix, featureDimension } from '@parlour/catalogue';
import { type CompactFeatures, fillCompact } from './compact-features.ts';

/** The feature matrix as compact features keep it. */
export function expandedFeatures(features: CompactFeatures): FeatureMatrix {
  const { rows, scales } = features;
  const values = new Int8Array(rows * featureDimension);
  for (let row = 0; row < rows; row += 1)
    fillCompact(features, row, values.subarray(row * featureDimension, (row + 1) * featureDimension));
  return { rows, dimension: featureDimension, values, scales };
}
