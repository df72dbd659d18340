import { describe, expect, it } from 'vitest';
import { partsFor, watched } from '../../engine/engine-for-tests.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { chooseLearned } from '../../strategies/together/choose-learned.ts';
import { alone } from '../case-ranks.ts';
import { ownMixtures } from './own-mixtures.ts';

const parts = partsFor();
const liked = Array.from({ length: 30 }, (_, at) => 5 + 3 * at);
const events = liked.map((row, place) => ({
  ...watched(parts.catalogue, row),
  id: `event-${place}`,
  at: 1_600_000_000_000 + place * 86_400_000,
}));
const prepared: number[][] = [];
/** One that knows what comes next, and ranks nothing that it was told. */
const oracle: Strategy = {
  name: 'collaborative',
  prepare(history) {
    prepared.push(history.map(({ row }) => row));
    return {
      rank(allowed) {
        const rows = liked.filter((row) => allowed[row] === 1);
        return {
          rows: Int32Array.from(rows),
          scores: Float32Array.from(rows, (_, place) => 1 - place / 100),
          evidence: () => [],
        };
      },
    };
  },
};
const [knows, guesses] = [alone('collaborative'), alone('context')];
const of = (ways: readonly (typeof knows)[], titles = events, pause = () => Promise.resolve()) =>
  ownMixtures({ ...parts, strategies: [oracle] }, titles, ways, pause);

describe('where lists begin, tried on the own history', () => {
  it('tells a way of mixing that finds what was liked last from one that does not', async () => {
    const quality = await of([guesses, knows]);
    expect(quality.cases).toBe(20);
    expect(quality.hits[1]).toBe(20);
    expect(quality.hits[0]).toBeLessThan(20);
    expect(chooseLearned(quality)).toBe(1);
    expect(chooseLearned(await of([knows, guesses]))).toBe(0);
    expect(chooseLearned(await of([knows, knows]))).toBe(0);
  });

  it('makes lists of what was known before, a few titles at a time', async () => {
    prepared.length = 0;
    let pauses = 0;
    await of([guesses, knows], events, () => {
      pauses += 1;
      return Promise.resolve();
    });
    expect(prepared).toEqual([10, 14, 18, 22, 26].map((titles) => liked.slice(0, titles)));
    expect(pauses).toBe(5);
  });

  it('says too little of who has liked little, for anything to be set aside', async () => {
    const quality = await of([guesses, knows], events.slice(0, 9));
    expect(quality.cases).toBe(6);
    expect(chooseLearned(quality)).toBe(0);
    expect((await of([guesses, knows], [])).cases).toBe(0);
  });
});
