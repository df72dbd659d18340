// A process that does one piece of work on a data folder, tells how far it is, and ends with it or with whoever asked.
import { ParlourError } from '@parlour/wire';
import { openDataFolder } from '../data-folder.ts';
import { clustersWork } from './clusters-work.ts';
import { fusionWork } from './fusion-work.ts';
import { importWork } from './import-work.ts';
import { momentsWork, sealMomentsWork } from './moments-work.ts';
import { popularityWork } from './popularity-work.ts';
import { publishWork } from './publish-work.ts';
import { reportsWork } from './reports-work.ts';
import { trainWork } from './train-work.ts';
import type { WorkOrder, WorkWord } from './work-words.ts';

const say = (word: WorkWord, done: () => void = () => undefined): void => {
  process.send?.(word, done);
};

process.on('disconnect', () => process.exit(1));
process.once('message', (order: WorkOrder) => {
  void run(order).then((word) => say(word, () => process.exit(0)));
});

async function run(order: WorkOrder): Promise<WorkWord> {
  const onProgress = (fraction: number, step: string) => say({ kind: 'progress', fraction, step });
  try {
    const data = await openDataFolder(order.root);
    switch (order.kind) {
      case 'import':
        return { kind: 'done', done: await importWork(data, order, onProgress) };
      case 'publish':
        return { kind: 'done', done: await publishWork(data, order.models, onProgress) };
      case 'popularity':
        return { kind: 'done', done: await popularityWork(data, order.sums) };
      case 'reports':
        return { kind: 'done', done: await reportsWork(data, order.sums) };
      case 'clusters':
        return { kind: 'done', done: await clustersWork(data, order.released) };
      case 'moments':
        return { kind: 'done', done: await momentsWork(data, order.order) };
      case 'fusion':
        return { kind: 'done', done: await fusionWork(data, order.order) };
      case 'seal-moments':
        return { kind: 'done', done: await sealMomentsWork(data, order.draft, order.seal) };
      case 'train':
        return { kind: 'done', done: await trainWork(data, onProgress) };
    }
  } catch (error) {
    if (error instanceof ParlourError) return { kind: 'refused', error: error.toPlain() };
    return { kind: 'failed', name: error instanceof Error ? error.name : 'Error' };
  }
}
