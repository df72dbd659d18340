import { decodeFusion, type FusionWeights, startingWeights, weightsOf } from '@parlour/recommend';
import { type CatalogueManifest, ParlourError } from '@parlour/wire';
import type { PublicFiles } from '../public-files.ts';

/** What everybody's fusion starts from on this site. */
export interface StartingMixture {
  readonly weights: FusionWeights;
  readonly source: 'parlour' | 'published';
  /** Code of the reason why the published weights are of no use. */
  readonly problem?: string;
}

/** Published weights that are missing, damaged or of another version cost nothing but themselves. */
export async function startingMixture(
  files: PublicFiles,
  { fusion }: CatalogueManifest,
): Promise<StartingMixture> {
  if (fusion === undefined) return { weights: startingWeights, source: 'parlour' };
  try {
    return { weights: weightsOf(decodeFusion(await files.file(fusion))), source: 'published' };
  } catch (error) {
    const problem = error instanceof ParlourError ? error.code : 'model/unexpected';
    return { weights: startingWeights, source: 'parlour', problem };
  }
}
