import { describe, expect, it } from 'vitest';
import { type MoveOnWatch, noMoveYet, type Watched, watchForMove } from './move-on-watch.ts';

const calm: Watched = { isConnected: true, gaps: 0, forks: 0, isForged: false };
/** Reasons given, by minute. */
function run(steps: readonly Partial<Watched>[]): (string | undefined)[] {
  let watch: MoveOnWatch = noMoveYet;
  return steps.map((step, minute) => {
    const seen = watchForMove(watch, { ...calm, ...step }, minute * 60_000);
    watch = seen.watch;
    return seen.move;
  });
}

describe('moving on to a fresh outer document', () => {
  it('follows upon a gap that stays while the relay is connected, and not upon one that closes', () => {
    expect(run([{ gaps: 1 }, { gaps: 1 }])).toEqual([undefined, 'gap']);
    expect(run([{ gaps: 1 }, {}, { gaps: 1 }])).toEqual([undefined, undefined, undefined]);
    const offline = { gaps: 1, isConnected: false };
    expect(run([offline, offline, { gaps: 1 }, { gaps: 1 }])).toEqual([
      undefined,
      undefined,
      undefined,
      'gap',
    ]);
  });

  it('follows upon a forgery or a fork at once', () => {
    expect(run([{ isForged: true }])).toEqual(['forgery']);
    expect(run([{ forks: 1 }])).toEqual(['fork']);
  });

  it('does not happen again within ten minutes, whatever lies there', () => {
    const moves = run(Array.from({ length: 25 }, () => ({ isForged: true })));
    expect(moves.flatMap((move, minute) => (move === undefined ? [] : [minute]))).toEqual([0, 10, 20]);
  });
});
