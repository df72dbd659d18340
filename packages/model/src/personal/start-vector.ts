import type { FeatureMatrix } from '@parlour/catalogue';
import { addRow, norm } from '../vector-math.ts';
import type { Preference } from './preference.ts';

/** The personal embedding before any training, and how much of each preference (same order) it is made of. */
export interface StartVector {
  readonly vector: Float32Array;
  readonly coefficients: Float64Array;
}

/**
 * Normalised sum of weight * (features - mean of the catalogue). The mean is taken off because what all titles share
 * would otherwise outweigh what sets the person's titles apart. Undefined where nothing is left of the sum.
 */
export function startVector(
  features: FeatureMatrix,
  mean: Float32Array,
  preferences: readonly Preference[],
): StartVector | undefined {
  const vector = new Float32Array(features.dimension);
  for (const { row, weight } of preferences) addCentred(features, mean, row, weight, vector);
  const length = norm(vector);
  if (!(length > 1e-9)) return undefined;
  return {
    vector: vector.map((value) => value / length),
    coefficients: Float64Array.from(preferences, ({ weight }) => weight / length),
  };
}

/** vector += factor * (features of row - mean). */
export function addCentred(
  features: FeatureMatrix,
  mean: Float32Array,
  row: number,
  factor: number,
  vector: Float32Array,
): void {
  addRow(features, row, factor, vector);
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] ?? 0) - factor * (mean[i] ?? 0);
}
