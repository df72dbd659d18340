import { parentPort, workerData } from 'node:worker_threads';

/** The thread's side of `inThreads`. */
export function servePieces<Shared, Piece, Result>(
  begin: (shared: Shared) => (piece: Piece) => Result | Promise<Result>,
): void {
  const work = begin(workerData as Shared);
  parentPort?.on('message', (piece: Piece) => {
    void (async () => parentPort?.postMessage(await work(piece)))();
  });
}
