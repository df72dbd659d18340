import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OnJobProgress } from '@parlour/server';
import { ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { trainCollaborativeFile } from '../train/train-collaborative.ts';
import { largestSet } from './largest-set.ts';
import { writeSplit } from './write-split.ts';
import type { ModelDone } from './work-words.ts';

/**
 * Trains the collaborative model, by the code of `parlour train collaborative`, from the largest set of public ratings that
 * was imported, and keeps its file among the versions.
 * @throws ParlourError `train/no-ratings`.
 */
export async function trainWork(data: DataFolder, onProgress: OnJobProgress): Promise<ModelDone> {
  const set = await largestSet(data.ratings);
  if (set === undefined) throw noRatings();
  const versions = join(data.models, 'versions');
  await mkdir(versions, { recursive: true, mode: 0o700 });
  const desk = await mkdtemp(join(data.models, 'training-'));
  try {
    onProgress(0, 'Reading ratings');
    const folder = join(data.ratings, set);
    const split = join(desk, 'split.csv');
    const { ratings } = await writeSplit(folder, split);
    onProgress(0.2, 'Learning');
    const out = join(desk, 'collaborative.bin');
    const trained = await trainCollaborativeFile({ data: folder, split, out, tune: 0 });
    const bytes = await readFile(out);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await rename(out, join(versions, sha256));
    const { people, items, validationNdcg } = trained;
    return {
      kind: 'collaborative',
      sha256,
      bytes: bytes.length,
      origin: {
        sources: [set],
        rounds: [],
        command: `parlour train collaborative --data ratings/${set} --tune 0`,
        quality: { people, items, ratings, validationNdcg },
      },
    };
  } finally {
    await rm(desk, { recursive: true, force: true });
  }
}

const noRatings = (): ParlourError =>
  new ParlourError('train/no-ratings', {
    message: 'No set of public ratings was imported by this server.',
    meaning: 'Nothing was learned; what is promoted is as it was.',
    mend: 'Import one as a ZIP, such as a MovieLens set, and train again.',
  });
