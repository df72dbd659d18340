import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Canary } from '@parlour/catalogue/publish';
import { decodeCollaborativeModel } from '@parlour/model/collaborative';
import type { ServedModel } from '@parlour/server';
import { ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { decodeFusionFile } from './decode-fusion-file.ts';
import { decodeMoments } from './decode-moments.ts';
import { dropCanary, isTried, keepCanary } from './kept-canaries.ts';
import { dropTrial, keepTrial } from './kept-trials.ts';
import { takeModels } from './models.ts';

const decoders = {
  collaborative: decodeCollaborativeModel,
  fusion: decodeFusionFile,
  moments: decodeMoments,
};

/**
 * Makes the data folder publish, from the next publishing on, what its database says is served of a kind.
 * @throws ParlourError of a file that is missing or damaged; nothing is taken then.
 */
export async function takeServed(
  data: DataFolder,
  { kind, promoted, canary, tried: measured }: ServedModel,
): Promise<void> {
  const pathOf = (sha256: string) => join(data.models, 'versions', sha256);
  const tried = canary && (await readCanary(pathOf(canary.sha256), kind, canary));
  if (promoted !== undefined) await takeModels(data, { [kind]: pathOf(promoted) });
  if (!isTried(kind)) return;
  if (tried) await keepCanary(data, tried);
  else await dropCanary(data, kind);
  if (measured) await keepTrial(data, kind, measured);
  else if (!tried) await dropTrial(data, kind);
}

async function readCanary(
  path: string,
  kind: ServedModel['kind'],
  { share, experiment }: NonNullable<ServedModel['canary']>,
): Promise<Canary> {
  if (!isTried(kind)) throw new TypeError(`${kind} is not tried`);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ParlourError(
      'catalogue/unreadable-model',
      {
        message: "The model's file is not in the data folder.",
        meaning: 'Nothing was published; what is published is as it was.',
        mend: 'Hand the file over again; see that all processes share one data folder.',
      },
      { cause },
    );
  });
  await decoders[kind](bytes);
  return { model: kind, bytes, share, ...(experiment !== undefined && { experiment }) };
}
