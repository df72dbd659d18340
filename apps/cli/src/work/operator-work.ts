import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ParlourError } from '@parlour/wire';
import { canonicalJson } from '@parlour/private-aggregation';
import type { MomentsRun, OnJobProgress, OperatorWork } from '@parlour/server';
import type { DataFolder } from '../data-folder.ts';
import { forgetWork } from './forget-work.ts';
import { keepVersion } from './keep-version.ts';
import type {
  ClustersDone,
  FusionDone,
  ImportDone,
  ModelDone,
  PublishDone,
  WorkOrder,
  WorkWord,
} from './work-words.ts';

const child = fileURLToPath(new URL('./work-child.ts', import.meta.url));

/** `Omit` that keeps a union a union. */
type Unrooted<Order> = Order extends WorkOrder ? Omit<Order, 'root'> : never;

/**
 * The work of operators on a data folder, each piece in a process of its own: minutes of computing there hold up no leg of a
 * round here, and a process that is gone takes its work with it.
 */
export function operatorWork(data: DataFolder): OperatorWork {
  const { root } = data;
  const run = <Done>(order: Unrooted<WorkOrder>, onProgress: OnJobProgress, signal?: AbortSignal) =>
    inProcess({ ...order, root } as WorkOrder, onProgress, signal) as Promise<Done>;
  return {
    import: (order, onProgress, signal) => run<ImportDone>({ kind: 'import', ...order }, onProgress, signal),
    publish: (models, onProgress) => run<PublishDone>({ kind: 'publish', models }, onProgress),
    train: (onProgress, signal) => run<ModelDone>({ kind: 'train' }, onProgress, signal),
    popularity: (sums) => run<ModelDone | undefined>({ kind: 'popularity', sums }, () => undefined),
    reports: (sums) => run<ModelDone | undefined>({ kind: 'reports', sums }, () => undefined),
    async clusters(released, sign) {
      const made = await run<ClustersDone | undefined>({ kind: 'clusters', released }, () => undefined);
      if (made === undefined) return undefined;
      const signed = new TextEncoder().encode(canonicalJson(await sign(made.text)));
      const { rounds, quality } = made;
      const origin = { sources: [], rounds, command: null, quality };
      return { kind: 'clusters', ...(await keepVersion(data, signed)), origin };
    },
    async fusion(order, sign) {
      const { text, ...learned } = await run<FusionDone>({ kind: 'fusion', order }, () => undefined);
      if (text === undefined) return { ...learned, made: undefined };
      const signed = new TextEncoder().encode(canonicalJson(await sign(text)));
      const origin = {
        sources: [`weightings ${order.weightings}`],
        rounds: order.cohorts.map(({ round }) => round),
        command: null,
        quality: learned.metrics,
      };
      return { ...learned, made: { kind: 'fusion', ...(await keepVersion(data, signed)), origin } };
    },
    moments: (asked) => run<MomentsRun>({ kind: 'moments', order: asked }, () => undefined),
    sealMoments: (draft, seal) => run<ModelDone>({ kind: 'seal-moments', draft, seal }, () => undefined),
    forget: (job) => forgetWork(data, job),
  };
}

/** Nothing that it prints is kept: rows of a catalogue have no place in a log. */
function inProcess(order: WorkOrder, onProgress: OnJobProgress, signal?: AbortSignal): Promise<unknown> {
  const worker = fork(child, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    worker.on('message', (word: WorkWord) => {
      if (word.kind === 'progress') onProgress(word.fraction, word.step);
      else if (word.kind === 'done') resolve(word.done);
      else if (word.kind === 'refused') reject(ParlourError.fromPlain(word.error));
      else reject(new Error(`the work failed (${word.name})`));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the work ended without a word')));
    // As if the machine had lost its power: whatever the work leaves behind, it can be done again or forgotten.
    signal?.addEventListener('abort', () => worker.kill('SIGKILL'), { once: true });
    worker.send(order);
  });
}
