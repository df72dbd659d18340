import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Canary, writeAtomically } from '@parlour/catalogue/publish';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';
import { keptFile } from './kept-file.ts';

const models = ['collaborative', 'fusion', 'moments'] as const;

/** Whether a kind of model can be tried in a share of visits. */
export const isTried = (kind: string): kind is Canary['model'] => models.some((model) => model === kind);
const Share = v.object({ share: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)) });

const fileOf = (data: DataFolder, model: Canary['model']) => join(data.models, `canary-${model}.bin`);
const shareOf = (data: DataFolder, model: Canary['model']) => join(data.models, `canary-${model}.json`);

/** Models that are tried in a share of visits from the next publishing on. */
export async function keptCanaries(data: DataFolder): Promise<Canary[]> {
  const found: Canary[] = [];
  for (const model of models) {
    const [bytes, text] = await Promise.all([keptFile(fileOf(data, model)), keptFile(shareOf(data, model))]);
    const share = text && v.safeParse(Share, JSON.parse(new TextDecoder().decode(text)));
    if (bytes && share?.success) found.push({ model, bytes, share: share.output.share });
  }
  return found;
}

/** The share is written last and removed first: without it there is no canary. */
export async function keepCanary(data: DataFolder, { model, bytes, share }: Canary): Promise<void> {
  await dropCanary(data, model);
  await writeAtomically(fileOf(data, model), bytes);
  await writeAtomically(shareOf(data, model), JSON.stringify({ share }));
}

export async function dropCanary(data: DataFolder, model: Canary['model']): Promise<void> {
  await rm(shareOf(data, model), { force: true });
  await rm(fileOf(data, model), { force: true });
}
