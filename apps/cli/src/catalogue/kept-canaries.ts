import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Canary, writeAtomically } from '@parlour/catalogue/publish';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';
import { keptFile } from './kept-file.ts';

/** Kinds of models that a share of people can try. */
export const triedKinds = ['collaborative', 'fusion', 'moments'] as const;

export const isTried = (kind: string): kind is Canary['model'] => triedKinds.some((model) => model === kind);
const Trial = v.object({
  share: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  experiment: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
});

const fileOf = (data: DataFolder, model: Canary['model']) => join(data.models, `canary-${model}.bin`);
const shareOf = (data: DataFolder, model: Canary['model']) => join(data.models, `canary-${model}.json`);

/** Models that a share of people try from the next publishing on. */
export async function keptCanaries(data: DataFolder): Promise<Canary[]> {
  const found: Canary[] = [];
  for (const model of triedKinds) {
    const [bytes, text] = await Promise.all([keptFile(fileOf(data, model)), keptFile(shareOf(data, model))]);
    const trial = text && v.safeParse(Trial, JSON.parse(new TextDecoder().decode(text)));
    if (bytes && trial?.success) found.push({ model, bytes, ...trial.output });
  }
  return found;
}

/** The share is written last and removed first: without it there is no canary. */
export async function keepCanary(data: DataFolder, { model, bytes, ...trial }: Canary): Promise<void> {
  await dropCanary(data, model);
  await writeAtomically(fileOf(data, model), bytes);
  await writeAtomically(shareOf(data, model), JSON.stringify(trial));
}

export async function dropCanary(data: DataFolder, model: Canary['model']): Promise<void> {
  await rm(shareOf(data, model), { force: true });
  await rm(fileOf(data, model), { force: true });
}
