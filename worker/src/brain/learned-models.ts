import type { Catalogue } from '@parlour/catalogue';
import { type OpenedMomentModel, openMomentModel } from '@parlour/model/moments';
import { browserSuite } from '@parlour/private-aggregation';
import { learnedTogether, type Strategy } from '@parlour/recommend';
import { type CatalogueManifest, ParlourError } from '@parlour/wire';
import type { KeptModels } from '../kept-models.ts';
import type { PublicFiles } from '../public-files.ts';
import { once } from './once.ts';
import type { TrialArm } from './trials/trial-arm.ts';

/** A model of what was learned from everybody that is whole, signed, and of titles that are here. */
export interface LearnedModel extends Pick<OpenedMomentModel, 'origin' | 'key'> {
  /** SHA-256 of its file. */
  readonly name: string;
  readonly strategy: Strategy;
  readonly isPublished: boolean;
}

export interface LearnedModels {
  /** What is published first, then those that were before it and are kept here. */
  readonly models: readonly LearnedModel[];
  /** Code of the reason why the published one is not among them. */
  readonly why: string | undefined;
  /** Where one is tried, whether it was taken for the published one. */
  readonly arms?: readonly TrialArm[];
}

export const noLearnedModels: LearnedModels = { models: [], why: undefined };

const suite = once(browserSuite);

/**
 * Opens the published model, and those that were good before. One that is damaged, has a shape that this version does not know, or
 * is not signed by the key that signed the ones before is refused, and nothing else is. Once nothing is published any more, nothing
 * is used.
 */
export async function learnedModels(
  files: Pick<PublicFiles, 'file'>,
  { moments: file }: Pick<CatalogueManifest, 'moments'>,
  catalogue: Catalogue,
  kept: KeptModels,
): Promise<LearnedModels> {
  if (file === undefined) return noLearnedModels;
  const before: LearnedModel[] = [];
  for (const { name, bytes } of await kept.all()) {
    if (name === file.sha256) continue;
    const model = await open(name, bytes, catalogue, undefined).catch(() => undefined);
    if (model !== undefined) before.push({ ...model, isPublished: false });
  }
  // What an operator went back from is gone back from here too.
  const older = before.filter((model) => !descends(model, file.sha256, before));
  try {
    const bytes = await files.file(file);
    const model = await open(file.sha256, bytes, catalogue, before[0]?.key);
    await kept.keep(file.sha256, bytes);
    return { models: [{ ...model, isPublished: true }, ...older], why: undefined };
  } catch (error) {
    return { models: older, why: error instanceof ParlourError ? error.code : 'model/unexpected' };
  }
}

/** Whether a model was made after the one of that name, as far as their parents are known. */
function descends({ origin }: LearnedModel, name: string, all: readonly LearnedModel[]): boolean {
  return origin.parents.some((parent) => {
    const known = all.find((one) => one.name === parent);
    return parent === name || (known !== undefined && descends(known, name, all));
  });
}

/** @param key that signed the one before, where there was one. */
async function open(
  name: string,
  bytes: Uint8Array,
  catalogue: Catalogue,
  key: string | undefined,
): Promise<Omit<LearnedModel, 'isPublished'>> {
  const known = await suite();
  const {
    model,
    items,
    origin,
    key: signer,
  } = await openMomentModel(bytes, async (...signed) => known.verify(...signed));
  if (key !== undefined && signer !== key) throw otherKey();
  return { name, origin, key: signer, strategy: learnedTogether(model, items, catalogue) };
}

const otherKey = (): ParlourError =>
  new ParlourError('model/another-key', {
    message: 'What was learned from everybody is signed by another key than what came before it.',
    meaning: 'It is not used: your list is made with what this device had before.',
    mend: 'Ask whoever runs this server whether it was set up anew; if so, erase everything here and begin again.',
  });
