import { describe, expect, it } from 'vitest';
import { partsFor, watched } from '../../engine/engine-for-tests.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { ownGains } from './own-gains.ts';
import { startsOf, weightingsOf } from './weightings.ts';

const parts = partsFor();
const liked = [3, 9, 15, 21, 27, 33, 39, 45, 51, 57];
const at = (row: number, place: number) => ({
  ...watched(parts.catalogue, row),
  id: `event-${place}`,
  at: 1_600_000_000_000 + place * 86_400_000,
});
const events = liked.map(at);
const all = weightingsOf((name) => name === 'collaborative' || name === 'content');
const starts = startsOf(all);
/** One that knows what comes next, and one that never does. */
const oracle = (isRight: boolean): Strategy => ({
  name: 'collaborative',
  prepare: (history) => ({
    rank(allowed) {
      const next = liked.filter((row) => history.every((one) => one.row !== row));
      const rows = (isRight ? next : [100, 101, 102]).filter((row) => allowed[row] === 1);
      return {
        rows: Int32Array.from(rows),
        scores: Float32Array.from(rows, (_, place) => 1 - place / 100),
        evidence: () => [],
      };
    },
  }),
});
const gainOf = (collaborative: number, found: ReturnType<typeof ownGains>): number =>
  found?.gains[all.weightings.findIndex(([share]) => share === collaborative) - 1] ?? Number.NaN;

describe('what ways of mixing gain on the own history', () => {
  it('is more for a strategy that finds what was liked next, less for one that does not', () => {
    const right = ownGains({ ...parts, strategies: [oracle(true)] }, events, starts);
    expect(gainOf(0.75, right)).toBeGreaterThan(0);
    expect(gainOf(1, right)).toBeGreaterThan(0);
    expect(gainOf(0, right)).toBeLessThan(0);
    const wrong = ownGains({ ...parts, strategies: [oracle(false)] }, events, starts);
    expect(gainOf(1, wrong)).toBeLessThan(gainOf(0, wrong));
    for (const gain of [...(right?.gains ?? []), ...(wrong?.gains ?? [])])
      expect(Math.abs(gain)).toBeLessThanOrEqual(1);
  });

  it('looks at titles of the history alone, and never at one before the fourth', () => {
    const found = ownGains({ ...parts, strategies: [oracle(true)] }, events, starts);
    expect(found?.rows.every((row) => liked.includes(row))).toBe(true);
    for (const row of liked.slice(0, 3)) expect(found?.rows).not.toContain(row);
    expect(ownGains(parts, events.slice(0, 3), starts)).toBeUndefined();
    expect(ownGains(parts, events.slice(0, 4), starts)?.rows).toEqual([liked[3]]);
  });

  it('looks at what came later all along, the last title among it', () => {
    const found = ownGains({ ...parts, strategies: [oracle(true)] }, events, starts);
    expect(found?.rows).toContain(liked[9]);
    // Two places: after three titles five of the other seven, after six the last four.
    expect(found?.rows.length).toBeGreaterThanOrEqual(5);
  });

  it('does not count what the person did not want among what was liked', () => {
    const disliked = events.map((event) => ({ ...event, kind: 'not-for-me' as const }));
    expect(ownGains(parts, disliked, starts)).toBeUndefined();
  });

  it('goes on without a strategy that fails', () => {
    const failing: Strategy = {
      name: 'collaborative',
      prepare() {
        throw new Error('broken');
      },
    };
    const found = ownGains({ ...parts, strategies: [failing] }, events, starts);
    expect(found?.gains.every(Number.isFinite)).toBe(true);
  });
});
