import type { Catalogue } from '../snapshot/catalogue.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

export const featureVersion = 1;

/** `onProgress` gets 0..1. */
export function contentFeatures(
  catalogue: Catalogue,
  onProgress?: (fraction: number) => void,
): FeatureMatrix {
  throw new Error(`being written: ${catalogue.size} ${onProgress}`);
}

/** The same in slices of a few milliseconds; `pause` is awaited between them. */
export async function contentFeaturesInSlices(
  catalogue: Catalogue,
  pause: () => Promise<void>,
  onProgress?: (fraction: number) => void,
): Promise<FeatureMatrix> {
  await pause();
  return contentFeatures(catalogue, onProgress);
}
