import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, featureVersion } from '@parlour/catalogue';
import { writeAtomically } from '@parlour/catalogue/publish';
import { decodeGraphModel, encoderOfEmbeddings } from '@parlour/model/graph';
import { decodeGraphEncoder, embedCatalogue, type GraphEncoder } from '@parlour/model/graph-training';
import { ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { keptFile } from './kept-file.ts';

const embeddingsPath = (data: DataFolder): string => join(data.models, 'embeddings.bin');
export const encoderPath = (data: DataFolder): string => join(data.models, 'encoder.bin');

/**
 * Embeddings of this catalogue's titles: the kept ones where they are of it, else new ones by the kept encoder, which are kept from then on. Undefined
 * where there is neither; what does not fit is said. `similar` is the file of the catalogue's SIMILAR edges.
 */
export async function embeddingsFor(
  data: DataFolder,
  catalogue: Catalogue,
  similar: Uint8Array,
): Promise<Uint8Array | undefined> {
  const [kept, bytes] = await Promise.all([keptFile(embeddingsPath(data)), keptFile(encoderPath(data))]);
  const encoder = bytes && usable(bytes);
  const problem = kept && whyNot(kept, catalogue);
  if (kept !== undefined && problem === undefined) {
    if (encoder === undefined || encoder.name === encoderOfEmbeddings(kept)) return kept;
  }
  if (encoder === undefined) {
    if (problem !== undefined)
      say(`Published without a model. ${problem} Train it anew with: npx parlour train`);
    return undefined;
  }
  say(`Embedding ${catalogue.size} titles by the kept encoder.`);
  const fresh = embedCatalogue(encoder, catalogue, similar);
  await writeAtomically(embeddingsPath(data), fresh);
  return fresh;
}

/**
 * After new embeddings without an encoder: a kept one of another training would replace them.
 */
export async function forgetOtherEncoder(data: DataFolder, embeddings: Uint8Array): Promise<void> {
  const bytes = await keptFile(encoderPath(data));
  const encoder = bytes && usable(bytes);
  if (encoder === undefined || encoder.name === encoderOfEmbeddings(embeddings)) return;
  await rm(encoderPath(data));
  say('The kept encoder is of another training than these embeddings, and was removed.');
}

/** Why these are no embeddings of this catalogue; undefined if they are. */
function whyNot(embeddings: Uint8Array, { version, size }: Catalogue): string | undefined {
  try {
    decodeGraphModel(embeddings, { catalogue: version, features: featureVersion, rows: size });
    return undefined;
  } catch (error) {
    if (!(error instanceof ParlourError)) throw error;
    return error.message;
  }
}

function usable(encoder: Uint8Array): GraphEncoder | undefined {
  try {
    return decodeGraphEncoder(encoder, featureVersion);
  } catch (error) {
    if (!(error instanceof ParlourError)) throw error;
    say(`The kept encoder is of no use. ${error.message} Train it anew with: npx parlour train graph`);
    return undefined;
  }
}
