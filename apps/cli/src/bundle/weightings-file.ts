import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePublicFile } from '@parlour/catalogue/publish';
import { canonicalJson } from '@parlour/private-aggregation';
import { decodeWeightings } from '@parlour/recommend';
import { weightingsOf } from '@parlour/recommend/shared-fusion';
import { type FusionWeightings, fusionWeightingsPath, HEAD_LIST_DIGITS } from '@parlour/wire';
import { publishedCatalogue } from '../catalogue/published-catalogue.ts';
import { hasStrategy } from '../catalogue/published-parts.ts';

/** Ways of mixing that lie beside the published catalogue. */
export interface WrittenWeightings {
  /** The first 32 hex digits of its SHA-256: what a query calls it by. */
  readonly name: string;
  readonly weightings: FusionWeightings;
}

/** Writes the ways of mixing the strategies that are published. The file stays when the catalogue is published anew, for bundles that name it. */
export async function writeWeightings(folder: string): Promise<WrittenWeightings> {
  const { manifest } = await publishedCatalogue(folder);
  const weightings = weightingsOf((name) => hasStrategy(manifest, name));
  const bytes = new TextEncoder().encode(canonicalJson(weightings));
  const name = nameOf(bytes);
  await writePublicFile(folder, fusionWeightingsPath(name), bytes);
  return { name, weightings };
}

/** The file of that name; undefined where it is gone or another. */
export async function readWeightings(folder: string, name: string): Promise<FusionWeightings | undefined> {
  const bytes = await readFile(join(folder, fusionWeightingsPath(name))).catch(() => undefined);
  return bytes !== undefined && nameOf(bytes) === name ? decodeWeightings(bytes) : undefined;
}

const nameOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, HEAD_LIST_DIGITS);
