import { browserSuite, openPublicFile } from '@parlour/private-aggregation';
import { type FusionWeights, readFusion, startingWeights, startOf } from '@parlour/recommend';
import { type CatalogueManifest, ParlourError, type PublicFile, type SharedFusion } from '@parlour/wire';
import type { PublicFiles } from '../public-files.ts';
import { once } from './once.ts';

/** What everybody's fusion may start from. */
export interface MixtureStart {
  readonly weights: FusionWeights;
  /** `people`: from sums over those who take part. `published`: what the operator learned on public ratings. */
  readonly source: 'parlour' | 'published' | 'people';
  /** Where weights from people come from, and who signed them, hex. */
  readonly shared?: Pick<SharedFusion, 'origin'> & { readonly key: string };
}

/** What everybody's fusion starts from on this site. */
export interface StartingMixture extends MixtureStart {
  /** What a device goes back to for whom this is clearly worse: what others start from as long as this is tried, else what Parlour comes with. */
  readonly before?: MixtureStart;
  /** Code of the reason why the published weights are of no use. */
  readonly problem?: string;
}

const parlours: MixtureStart = { weights: startingWeights, source: 'parlour' };
const suite = once(browserSuite);

/**
 * Published weights that are missing, damaged, not as they were signed or of another version cost nothing but themselves.
 * @param published what others use, where this person tries another.
 */
export async function startingMixture(
  files: Pick<PublicFiles, 'file'>,
  { fusion }: Pick<CatalogueManifest, 'fusion'>,
  published: Pick<CatalogueManifest, 'fusion'> = { fusion },
): Promise<StartingMixture> {
  if (fusion === undefined) return parlours;
  const start = await read(files, fusion);
  const others =
    published.fusion === undefined || published.fusion === fusion
      ? parlours
      : await read(files, published.fusion);
  const before = 'problem' in others ? parlours : others;
  return 'problem' in start ? { ...before, problem: start.problem } : { ...start, before };
}

async function read(
  files: Pick<PublicFiles, 'file'>,
  fusion: PublicFile,
): Promise<MixtureStart | { readonly problem: string }> {
  try {
    const file = readFusion(await files.file(fusion));
    if (file.from === 'ratings') return { weights: startOf(file), source: 'published' };
    const { shared, signed } = file;
    await openPublicFile(await suite(), 'fusion', signed);
    const { origin } = shared;
    return { weights: startOf(file), source: 'people', shared: { origin, key: signed.key } };
  } catch (error) {
    return { problem: error instanceof ParlourError ? error.code : 'model/unexpected' };
  }
}
