import type { CatalogueManifest, PublicFile } from '@parlour/wire';
import type { PublicFiles } from '../../public-files.ts';
import type { TriedKind } from './trial-arm.ts';

/** Public files of which those of trials are here already. */
export interface FilesWithTrials {
  readonly files: PublicFiles;
  /** Files of trials that could not be had, whatever arm they are of. */
  readonly unfetched: number;
}

/**
 * Fetches every file of every trial of these kinds, whatever arm is whose, in the order of the published manifest, before any is used: whoever uses
 * one asks for it no second time. So what is asked of the server tells nothing of the arm.
 */
export async function withTrialFiles(
  files: PublicFiles,
  published: CatalogueManifest,
  kinds: readonly TriedKind[],
): Promise<FilesWithTrials> {
  const got = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  let unfetched = 0;
  for (const file of trialFiles(published, kinds)) {
    const fetching = files.file(file);
    got.set(file.path, fetching);
    // One that cannot be had is missed by whoever opens it.
    await fetching.catch(() => {
      unfetched += 1;
    });
  }
  return { files: { ...files, file: (file) => got.get(file.path) ?? files.file(file) }, unfetched };
}

export const trialFiles = (
  { canaries = [], ...published }: CatalogueManifest,
  kinds: readonly TriedKind[],
): PublicFile[] =>
  canaries
    .filter(({ model }) => kinds.includes(model))
    .flatMap(({ model, file }) => [...(published[model] ? [published[model]] : []), file]);
