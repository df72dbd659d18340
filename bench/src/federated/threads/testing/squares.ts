import type { PiecedWork } from '../in-threads.ts';

/** `shared` times the square of a piece, which must not be negative; large ones take longer. */
export const squares: PiecedWork<number, number, number> = {
  thread: new URL('squares-thread.ts', import.meta.url),
  begin: (shared) => (piece) => {
    if (piece < 0) throw new RangeError(`no square of ${piece}`);
    let sum = 0;
    for (let i = 0; i < piece * 1e5; i++) sum += Math.sin(i);
    return sum < -1e9 ? 0 : shared * piece ** 2;
  },
};
