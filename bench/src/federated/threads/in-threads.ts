import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Work that falls into pieces, each done by itself. Everything crosses threads by structured clone; what is shared in memory stays so. */
export interface PiecedWork<Shared, Piece, Result> {
  /** A file that calls `servePieces` with `begin`. */
  readonly thread: URL;
  readonly begin: (shared: Shared) => (piece: Piece) => Result | Promise<Result>;
}

/**
 * Does all pieces on as many threads as there are cores, and gives their results in the order of the pieces, so that sums of them
 * do not depend on how many threads there were. A single piece is done where it is asked for.
 */
export async function* inThreads<Shared, Piece, Result>(
  { thread, begin }: PiecedWork<Shared, Piece, Result>,
  shared: Shared,
  pieces: readonly Piece[],
): AsyncGenerator<Result> {
  if (pieces.length < 2) {
    for (const piece of pieces) yield await begin(shared)(piece);
    return;
  }
  const results = pieces.map(() => Promise.withResolvers<Result>());
  // A rejection belongs to whoever awaits the piece; others of a failed work are awaited by nobody.
  for (const { promise } of results) promise.catch(() => undefined);
  let next = 0;
  const workers = Array.from({ length: Math.min(availableParallelism(), pieces.length) }, () => {
    const worker = new Worker(thread, { workerData: shared });
    let current = -1;
    const handOut = () => {
      if (next < pieces.length) worker.postMessage(pieces[(current = next++)]);
    };
    worker.on('message', (result: Result) => {
      results[current].resolve(result);
      handOut();
    });
    worker.on('error', (error) => {
      for (const each of results) each.reject(error);
    });
    handOut();
    return worker;
  });
  try {
    for (const { promise } of results) yield await promise;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
