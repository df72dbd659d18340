import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface GraphJob {
  /** Of the catalogue, as `encodeColumns` makes them. */
  readonly columns: Uint8Array;
  /** Catalogue rows that each person watched, oldest first. */
  readonly people: readonly (readonly number[])[];
}

export interface GraphOutcome {
  readonly model: Uint8Array;
  readonly similar: Uint8Array;
}

/** Trains on a thread of its own: it takes minutes, and the other rows need not wait for it. */
export async function inWorker(job: GraphJob): Promise<GraphOutcome> {
  const worker = new Worker(new URL('train-thread.ts', import.meta.url), { workerData: job });
  const [outcome] = (await once(worker, 'message')) as [GraphOutcome];
  return outcome;
}
