import type { Catalogue } from '@parlour/catalogue';
import { browserSuite, openPublicFile } from '@parlour/private-aggregation';
import { type ClusterChooser, clusterChooser, decodeClusters, type ItemSpace } from '@parlour/recommend';
import { type CatalogueManifest, ParlourError, type PublishedClusters } from '@parlour/wire';
import type { PublicFiles } from '../public-files.ts';

/** Groups of people of this installation, of which the device finds its own by itself. */
export interface ClustersHere extends ClusterChooser {
  readonly published: PublishedClusters;
  /** Who signed them, hex. */
  readonly key: string;
}

/**
 * What is published of clusters: one file with all of them, so that nobody is ever asked for one. One that is missing, damaged, not as it
 * was signed, or of other content features costs nothing but itself.
 */
export async function clustersHere(
  files: Pick<PublicFiles, 'file'>,
  { clusters }: Pick<CatalogueManifest, 'clusters'>,
  catalogue: Catalogue,
  space: () => Promise<ItemSpace>,
): Promise<ClustersHere | undefined> {
  if (clusters === undefined) return undefined;
  try {
    const { signed, clusters: published } = decodeClusters(await files.file(clusters));
    await openPublicFile(await browserSuite(), 'clusters', signed);
    const chooser = clusterChooser(published, catalogue, (await space()).features);
    return chooser && { ...chooser, published, key: signed.key };
  } catch (error) {
    if (error instanceof ParlourError) return undefined;
    throw error;
  }
}
