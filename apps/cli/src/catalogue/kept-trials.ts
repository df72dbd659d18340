import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TriedFile, writeAtomically } from '@parlour/catalogue/publish';
import type { TriedModel } from '@parlour/server';
import { CatalogueManifest } from '@parlour/wire';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';
import { triedKinds } from './kept-canaries.ts';
import { keptFile } from './kept-file.ts';

const fileOf = (data: DataFolder, model: TriedFile['model']) => join(data.models, `tried-${model}.json`);
const Kept = v.unwrap(CatalogueManifest.entries.tried).item;

/** What people's sums said of the models that were tried last, published from the next publishing on. */
export async function keptTrials(data: DataFolder): Promise<TriedFile[]> {
  const found: TriedFile[] = [];
  for (const model of triedKinds) {
    const text = await keptFile(fileOf(data, model));
    const kept = text && v.safeParse(Kept, JSON.parse(new TextDecoder().decode(text)));
    if (kept?.success) found.push(kept.output);
  }
  return found;
}

export async function keepTrial(
  data: DataFolder,
  model: TriedFile['model'],
  tried: TriedModel,
): Promise<void> {
  await writeAtomically(fileOf(data, model), JSON.stringify({ model, ...tried }));
}

/** Another model is served than the one that was tried. */
export async function dropTrial(data: DataFolder, model: TriedFile['model']): Promise<void> {
  await rm(fileOf(data, model), { force: true });
}
