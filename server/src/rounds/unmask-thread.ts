import { parentPort } from 'node:worker_threads';
import { type RefusalReason, runUnmaskJob, type UnmaskJob } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { ParlourError } from '@parlour/wire';

export interface UnmaskOrder {
  readonly job: UnmaskJob;
}

export type UnmaskAnswer = { readonly words: Uint32Array<ArrayBuffer> } | { readonly refused: RefusalReason };

const port = parentPort;
if (port === null) throw new TypeError('masks are taken away in a thread of their own');
port.on('message', ({ job }: UnmaskOrder) => {
  void runUnmaskJob(nodeSuite, job).then(
    (words) => port.postMessage({ words } satisfies UnmaskAnswer, [words.buffer]),
    (error: unknown) => {
      // What is no refusal ends the thread, and is thrown where it was asked for.
      if (!(error instanceof ParlourError)) {
        setImmediate(() => {
          throw error;
        });
        return;
      }
      const refused = error.code.replace(/^aggregation\//, '') as RefusalReason;
      port.postMessage({ refused } satisfies UnmaskAnswer);
    },
  );
});
