import { describe, expect, it } from 'vitest';
import type { Heads } from '../sealing/heads.ts';
import { beginning, type OpenedUpdate } from '../sealing/sealed-update.ts';
import { RoomView } from './room-view.ts';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
const hash = (fill: number) => new Uint8Array(32).fill(fill);
const one = (
  device: string,
  sequence: number,
  of: number,
  previous: number,
  payload: Partial<OpenedUpdate['payload']> = {},
): OpenedUpdate => ({
  device,
  sequence,
  hash: hash(of),
  previous: previous === 0 ? beginning : hash(previous),
  payload: { heads: {}, ...payload },
});
const sequences = (updates: readonly OpenedUpdate[]): number[] => updates.map(({ sequence }) => sequence);
const forked = (view: RoomView) => view.forks().map(({ device, sequence }) => [device, sequence]);

describe('what was seen in a room', () => {
  it('believes an update only where it goes on from the one before: by its number and by its hash', () => {
    const view = new RoomView();
    expect(sequences(view.receive(one(a, 1, 1, 0)))).toEqual([1]);
    expect(view.receive(one(a, 2, 2, 9))).toEqual([]);
    expect(forked(view)).toEqual([[a, 2]]);
    // Nothing more of that device; of others all.
    expect(view.receive(one(a, 2, 2, 1))).toEqual([]);
    expect(sequences(view.receive(one(b, 1, 3, 0)))).toEqual([1]);
    const first = new RoomView();
    expect(first.receive(one(a, 1, 1, 7))).toEqual([]);
    expect(forked(first)).toEqual([[a, 1]]);
  });

  it('finds out also where an update had waited for the one before, or two wait for one place', () => {
    const view = new RoomView();
    expect(view.receive(one(a, 2, 2, 9))).toEqual([]);
    expect(view.gaps()).toEqual([{ device: a, seen: 0, claimed: 2 }]);
    expect(sequences(view.receive(one(a, 1, 1, 0)))).toEqual([1]);
    expect(forked(view)).toEqual([[a, 2]]);
    const other = new RoomView();
    other.receive(one(a, 3, 3, 2));
    other.receive(one(a, 3, 4, 2));
    expect(forked(other)).toEqual([[a, 3]]);
  });

  it('finds out by what others say that they have seen, before or after it', () => {
    const heads: Heads = { [a]: { sequence: 1, hash: hash(5) } };
    for (const isBefore of [true, false]) {
      const view = new RoomView();
      const said = one(b, 1, 2, 0, { heads });
      const shown = one(a, 1, 1, 0);
      for (const update of isBefore ? [said, shown] : [shown, said]) view.receive(update);
      expect(forked(view)).toEqual([[a, 1]]);
      // Also after a restart.
      expect(forked(new RoomView(view.state()))).toEqual([[a, 1]]);
    }
  });

  it('goes on from a checkpoint as if it had seen what that covers', () => {
    const view = new RoomView();
    const heads: Heads = { [a]: { sequence: 4, hash: hash(4) }, [b]: { sequence: 2, hash: hash(12) } };
    expect(sequences(view.receive(one(a, 5, 5, 4, { heads, isCheckpoint: true })))).toEqual([5]);
    expect(view.gaps()).toEqual([]);
    expect(view.receive(one(b, 2, 12, 11))).toEqual([]);
    expect(sequences(view.receive(one(b, 3, 13, 12)))).toEqual([3]);
    expect(view.receive(one(a, 6, 6, 9))).toEqual([]);
    expect(forked(view)).toEqual([[a, 6]]);
  });
});
