import { contentFeatures, featureVersion } from '../../features/content-features.ts';
import type { Catalogue } from '../../snapshot/catalogue.ts';
import { encodeSimilar, similarEdges } from './encode-similar.ts';
import { nearestRows } from './nearest-rows.ts';
import { sparseFeatures } from './sparse-features.ts';

/** SIMILAR edges a row; leaves at least nine of its 25 for genres and people. */
const similarPerRow = 16;
/** Up to here every pair is compared (seconds); beyond, each row searches its `probes` nearest clusters of a thousand rows. */
const exactUpTo = 8_000;
/** Recall 0.99 against exact on 19,682 real titles (`bench/RESULTS.md`). */
const probes = 8;

/** The file of SIMILAR edges of a catalogue. `onProgress` gets 0..1. */
export async function buildSimilar(
  catalogue: Catalogue,
  onProgress?: (fraction: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const features = sparseFeatures(contentFeatures(catalogue));
  const nearest = await nearestRows(features, similarPerRow, {
    ...(catalogue.size > exactUpTo && { probes }),
    ...(onProgress && { onProgress }),
  });
  return encodeSimilar(similarEdges(nearest, catalogue.version, featureVersion));
}
