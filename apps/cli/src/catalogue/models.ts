import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, featureVersion } from '@parlour/catalogue';
import { type Canary, type ModelFiles, writeAtomically } from '@parlour/catalogue/publish';
import { decodeCollaborativeModel } from '@parlour/model/collaborative';
import { decodeGraphModel } from '@parlour/model/graph';
import { decodeGraphEncoder } from '@parlour/model/graph-training';
import { decodeClusters, decodePopularity } from '@parlour/recommend';
import { ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { decodeFusionFile } from './decode-fusion-file.ts';
import { decodeMoments } from './decode-moments.ts';
import { embeddingsFor, forgetOtherEncoder } from './embeddings-for.ts';
import { keptCanaries } from './kept-canaries.ts';
import { keptFile } from './kept-file.ts';
import { keptTrials } from './kept-trials.ts';
import { decodeReports } from './people-reports.ts';

/** Files that `parlour train` wrote. */
export interface NewModels {
  readonly collaborative?: string;
  readonly embeddings?: string;
  /** What embeddings of later catalogues are made with. */
  readonly encoder?: string;
  readonly fusion?: string;
  /** Made of released sums. */
  readonly popularity?: string;
  readonly clusters?: string;
  readonly reports?: string;
  /** Learned of released sums, and signed. */
  readonly moments?: string;
}

/**
 * Takes models into the data folder; from then on every publishing brings them along.
 * @throws ParlourError of a file that cannot be read, or is damaged; nothing is taken then
 */
export async function takeModels(
  data: DataFolder,
  { collaborative, embeddings, encoder, fusion, popularity, moments, clusters, reports }: NewModels,
): Promise<void> {
  const files = {
    collaborative: collaborative === undefined ? undefined : await read(collaborative),
    embeddings: embeddings === undefined ? undefined : await read(embeddings),
    encoder: encoder === undefined ? undefined : await read(encoder),
    fusion: fusion === undefined ? undefined : await read(fusion),
    popularity: popularity === undefined ? undefined : await read(popularity),
    clusters: clusters === undefined ? undefined : await read(clusters),
    reports: reports === undefined ? undefined : await read(reports),
    moments: moments === undefined ? undefined : await read(moments),
  };
  if (files.collaborative !== undefined) decodeCollaborativeModel(files.collaborative);
  if (files.embeddings !== undefined) mustBeEmbeddings(files.embeddings);
  if (files.encoder !== undefined) decodeGraphEncoder(files.encoder, featureVersion);
  if (files.fusion !== undefined) await decodeFusionFile(files.fusion);
  if (files.popularity !== undefined) decodePopularity(files.popularity);
  if (files.clusters !== undefined) decodeClusters(files.clusters);
  if (files.reports !== undefined) decodeReports(files.reports);
  if (files.moments !== undefined) await decodeMoments(files.moments);
  for (const [name, bytes] of Object.entries(files)) {
    if (bytes !== undefined) await writeAtomically(join(data.models, `${name}.bin`), bytes);
  }
  if (files.embeddings !== undefined && files.encoder === undefined) {
    await forgetOtherEncoder(data, files.embeddings);
  }
}

/** Which catalogue they are for shows when one is published. */
function mustBeEmbeddings(bytes: Uint8Array): void {
  try {
    decodeGraphModel(bytes, { catalogue: '', features: featureVersion, rows: 0 });
  } catch (error) {
    if (error instanceof ParlourError && error.code === 'model/graph-of-another-version') return;
    throw error;
  }
}

/** The kept models that fit this catalogue. What does not is left out, and said. */
export async function modelsFor(
  data: DataFolder,
  catalogue: Catalogue,
  similar: Uint8Array,
): Promise<ModelFiles> {
  const [collaborative, fusion, popularity, moments, clusters] = await Promise.all(
    ['collaborative', 'fusion', 'popularity', 'moments', 'clusters'].map((name) =>
      keptFile(join(data.models, `${name}.bin`)),
    ),
  );
  const embeddings = await embeddingsFor(data, catalogue, similar);
  const canaries: Canary[] = [];
  for (const canary of await keptCanaries(data)) {
    if (await isFit(() => decoders[canary.model](canary.bytes))) canaries.push(canary);
  }
  return {
    ...(collaborative !== undefined &&
      (await isFit(() => decodeCollaborativeModel(collaborative))) && { collaborative }),
    ...(embeddings !== undefined && { embeddings }),
    ...(clusters !== undefined && (await isFit(() => decodeClusters(clusters))) && { clusters }),
    ...(fusion !== undefined && (await isFit(() => decodeFusionFile(fusion))) && { fusion }),
    ...(popularity !== undefined && (await isFit(() => decodePopularity(popularity))) && { popularity }),
    ...(moments !== undefined && (await isFit(() => decodeMoments(moments))) && { moments }),
    ...(canaries.length > 0 && { canaries }),
    tried: await keptTrials(data),
  };
}

const decoders = {
  collaborative: decodeCollaborativeModel,
  fusion: decodeFusionFile,
  moments: decodeMoments,
};

async function isFit(decode: () => unknown): Promise<boolean> {
  try {
    await decode();
    return true;
  } catch (error) {
    if (!(error instanceof ParlourError)) throw error;
    say(`Published without a model. ${error.message} Train it anew with: npx parlour train`);
    return false;
  }
}

function read(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw new ParlourError(
      'catalogue/unreadable-model',
      {
        message: `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
        meaning: 'Nothing was published; what is published is as it was.',
        mend: 'Name a file that parlour train wrote.',
      },
      { cause },
    );
  });
}
