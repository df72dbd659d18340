import { browserSuite, openPublicFile } from '@parlour/private-aggregation';
import { type FusionWeights, readFusion, startingWeights, startOf } from '@parlour/recommend';
import { type CatalogueManifest, ParlourError, type SharedFusion } from '@parlour/wire';
import type { PublicFiles } from '../public-files.ts';
import { once } from './once.ts';

/** What everybody's fusion starts from on this site. */
export interface StartingMixture {
  readonly weights: FusionWeights;
  /** `people`: from sums over those who take part. `published`: what the operator learned on public ratings. */
  readonly source: 'parlour' | 'published' | 'people';
  /** Where weights from people come from, and who signed them, hex. */
  readonly shared?: Pick<SharedFusion, 'origin'> & { readonly key: string };
  /** Code of the reason why the published weights are of no use. */
  readonly problem?: string;
}

const suite = once(browserSuite);

/** Published weights that are missing, damaged, not as they were signed or of another version cost nothing but themselves. */
export async function startingMixture(
  files: Pick<PublicFiles, 'file'>,
  { fusion }: Pick<CatalogueManifest, 'fusion'>,
): Promise<StartingMixture> {
  if (fusion === undefined) return { weights: startingWeights, source: 'parlour' };
  try {
    const file = readFusion(await files.file(fusion));
    if (file.from === 'ratings') return { weights: startOf(file), source: 'published' };
    const { shared, signed } = file;
    await openPublicFile(await suite(), 'fusion', signed);
    const { origin } = shared;
    return { weights: startOf(file), source: 'people', shared: { origin, key: signed.key } };
  } catch (error) {
    const problem = error instanceof ParlourError ? error.code : 'model/unexpected';
    return { weights: startingWeights, source: 'parlour', problem };
  }
}
