import { decodePopularity } from '@parlour/recommend';
import { type CatalogueManifest, ParlourError, type PublishedPopularity } from '@parlour/wire';
import type { PublicFiles } from '../public-files.ts';

/** What people of this installation watch, as far as it is published; a file that is missing or damaged costs nothing but itself. */
export async function watchedHere(
  files: PublicFiles,
  { popularity }: CatalogueManifest,
): Promise<PublishedPopularity | undefined> {
  if (popularity === undefined) return undefined;
  try {
    return decodePopularity(await files.file(popularity));
  } catch (error) {
    if (error instanceof ParlourError) return undefined;
    throw error;
  }
}
