import type { CatalogueManifest, PublicFile } from '@parlour/wire';

/** What a visit uses of a manifest with models on trial. */
export interface DrawnManifest {
  readonly manifest: CatalogueManifest;
  /**
   * Every file of every trial, whatever was drawn, in the order of the published manifest. All are fetched in this order before
   * any is used, so that what is asked of the server tells nothing of the draw.
   */
  readonly trials: readonly PublicFile[];
}

/**
 * Draws for each model on trial whether this visit uses it in place of the published one.
 * @param draw uniform in [0, 1), anew for each model; nobody is told what came of it.
 */
export function withCanaries(published: CatalogueManifest, draw: () => number): DrawnManifest {
  const manifest = { ...published };
  const trials: PublicFile[] = [];
  for (const { model, share, file } of published.canaries ?? []) {
    const own = published[model];
    trials.push(...(own ? [own, file] : [file]));
    if (draw() < share) manifest[model] = file;
  }
  return { manifest, trials };
}
