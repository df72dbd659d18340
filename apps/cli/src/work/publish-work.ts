import { lockStore } from '@parlour/catalogue/import';
import type { OnJobProgress, ServedModel } from '@parlour/server';
import { takeServed } from '../catalogue/served-models.ts';
import { publishStore } from '../catalogue/publish-store.ts';
import type { DataFolder } from '../data-folder.ts';
import type { PublishDone } from './work-words.ts';

/** Publishes the catalogue; with `models`, with these from now on. Done again, it publishes the same. */
export async function publishWork(
  data: DataFolder,
  models: ServedModel | undefined,
  onProgress: OnJobProgress,
): Promise<PublishDone> {
  await using _lock = await lockStore(data.catalogueStore);
  if (models) await takeServed(data, models);
  const { version, items } = await publishStore(data, {
    update: (fraction, step) => onProgress(fraction, step),
    stop: () => undefined,
  });
  return { version, titles: items };
}
