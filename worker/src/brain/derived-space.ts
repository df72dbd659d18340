import {
  type Catalogue,
  contentFeaturesInSlices,
  type FeatureMatrix,
  featureVersion,
} from '@parlour/catalogue';
import { meanRow } from '@parlour/model';
import {
  compactFeatures,
  decodeSpace,
  encodeSpace,
  expandedFeatures,
  type ItemSpace,
  itemSpaceSteps,
} from '@parlour/recommend';
import type { KeptFiles } from '../kept-files.ts';
import { nextTask } from './next-task.ts';
import { once } from './once.ts';

/** What is computed of the columns alone: on a device's first visit, then read from what that visit kept. */
export interface DerivedSpace {
  /** Content features, and their mean over the catalogue. */
  features(): Promise<Features>;
  /** Where the titles lie by content: what the recommendation engine compares. */
  space(): Promise<ItemSpace>;
}

export interface Features {
  readonly features: FeatureMatrix;
  readonly mean: Float32Array;
}

/** Smaller catalogues have memory enough: theirs would spare less than ten megabytes. */
const packedFrom = 100_000;

/** Once features are made, synopses are read one by one. In the background: nobody waits for it. */
async function packTexts(catalogue: Catalogue): Promise<void> {
  for (const _ of catalogue.pack()) await nextTask();
}

export function derivedSpace(catalogue: Catalogue, kept: KeptFiles): DerivedSpace {
  const origin = { catalogue: catalogue.version, features: featureVersion };
  const name = `space-${catalogue.version}-${featureVersion}`;
  const found = once(async () => {
    const bytes = await kept.read(name);
    return bytes && decodeSpace(bytes, origin);
  });
  const compact = once(
    async () =>
      (await found())?.features ?? compactFeatures(await contentFeaturesInSlices(catalogue, nextTask)),
  );
  // On a first visit as on every later one: what is kept of them.
  const features = once(async (): Promise<Features> => {
    const matrix = expandedFeatures(await compact());
    return { features: matrix, mean: meanRow(matrix) };
  });
  const compute = async (): Promise<ItemSpace> => {
    const steps = itemSpaceSteps(await compact());
    for (;;) {
      const step = steps.next();
      if (!step.done) {
        await nextTask();
        continue;
      }
      // Nobody waits for it.
      void kept.keep(name, encodeSpace(step.value, origin));
      return step.value;
    }
  };
  const space = once(async () => {
    const made = (await found()) ?? (await compute());
    if (catalogue.size >= packedFrom) void packTexts(catalogue);
    return made;
  });
  return { features, space };
}
