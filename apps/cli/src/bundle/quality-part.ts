import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '@parlour/private-aggregation';
import {
  qualityDimension,
  qualityId,
  qualityReach,
  qualityScale,
} from '@parlour/private-aggregation/queries';
import { CatalogueManifest } from '@parlour/wire';
import * as v from 'valibot';
import type { BundlePart } from './bundle-part.ts';

/** A model that a share of people try, as everybody reads it in the public manifest. */
export interface PublicTrial {
  readonly experiment: string;
  readonly model: NonNullable<CatalogueManifest['canaries']>[number]['model'];
  readonly share: number;
}

/** The models that are tried. @param folder of the published catalogue. */
export async function publicTrials(folder: string): Promise<PublicTrial[]> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  const { canaries = [] } = v.parse(CatalogueManifest, JSON.parse(text));
  return canaries.flatMap(({ experiment, model, share }) =>
    experiment === undefined ? [] : [{ experiment, model, share }],
  );
}

/**
 * Asks how good lists are under both models of an experiment. Everybody says the same 1 in one of two slots, so answers are more alike than
 * others: the scale is so small that even of devices which all say as much as they can, the sum is within what any bundle may ask.
 * @param reports fewest of a sum.
 */
export const qualityPart = ({ experiment, share }: PublicTrial, reports: number): BundlePart => ({
  family: 'quality',
  query: (clipShare) => ({
    id: qualityId(experiment),
    version: 1,
    purpose: 'To learn which of two models makes better lists, before everybody gets it.',
    dimension: qualityDimension,
    scale: qualityScale(clipShare) * Math.min(1, LIMITS.maximumSumNorm / qualityReach(share, reports)),
    clipShare,
    sumNorm: LIMITS.maximumSumNorm,
  }),
});
