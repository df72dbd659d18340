import { ClusterCentroids, ParlourError, PublishedClusters, SignedPublicFile } from '@parlour/wire';
import * as v from 'valibot';

/** Clusters as they were published, with the envelope that says by whom. */
export interface DecodedClusters {
  readonly clusters: PublishedClusters;
  readonly signed: SignedPublicFile;
}

/**
 * Reads the public file of clusters. Whether the signature in it is the aggregator's is for `opensPublicFile` of
 * `@parlour/private-aggregation` to say.
 * @throws ParlourError `model/damaged-clusters` of what is no such file, or one of another format.
 */
export function decodeClusters(bytes: Uint8Array): DecodedClusters {
  try {
    const signed = v.parse(SignedPublicFile, readJson(bytes));
    return { signed, clusters: v.parse(PublishedClusters, JSON.parse(signed.text)) };
  } catch (cause) {
    throw damaged(cause);
  }
}

/** The public file that a `clusters` query names. @throws ParlourError `model/damaged-clusters`. */
export function decodeCentroids(bytes: Uint8Array): ClusterCentroids {
  try {
    return v.parse(ClusterCentroids, readJson(bytes));
  } catch (cause) {
    throw damaged(cause);
  }
}

const readJson = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

const damaged = (cause: unknown): ParlourError =>
  new ParlourError(
    'model/damaged-clusters',
    {
      message: 'The groups of people here, as they were published, cannot be read.',
      meaning: 'Lists are made without them.',
      mend: 'The next released round makes them anew; until then, promote an earlier version in the console.',
    },
    { cause },
  );
