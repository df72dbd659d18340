import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { adapterScores, adapterSpace, localUpdate, serverStep, stillAdapter } from './index.ts';

const [items, size] = [60, 6];
const random = seededRandom(11);
/** Titles of three themes, each in a corner of its own. */
const embeddings = Float64Array.from(
  { length: items * size },
  (_, i) => (i % size === Math.floor(i / size) % 3 ? 1 : 0) + 0.2 * (random() - 0.5),
);
const shares = Float64Array.from({ length: items }, (_, row) => 1 / (row + 3));
const all = shares.reduce((sum, share) => sum + share, 0);
const space = adapterSpace(
  embeddings,
  size,
  shares.map((share) => share / all),
);
const plan = { rate: 0.5, targets: 8, negatives: 20, clip: 1 };
const norm = (vector: Float64Array) => Math.hypot(...vector);
/** The theme after the person's own comes next, so that likeness misleads and there is something to learn. */
const person = (which: number): number[] => {
  const own = seededRandom(which + 1);
  const rows = Array.from({ length: 10 }, (_, place) => {
    const theme = (which + (place < 5 ? 0 : 1)) % 3;
    return theme + 3 * Math.floor(own() * 20);
  });
  return [...new Set(rows)];
};

test('a space is centred on what is watched, a title about 1 long, and refuses other sizes', () => {
  const mean = new Float64Array(size);
  let square = 0;
  space.titles.forEach((value, i) => {
    const share = Math.exp(space.prior[Math.floor(i / size)]);
    mean[i % size] += share * value;
    square += share * value ** 2;
  });
  for (const value of mean) expect(value).toBeCloseTo(0, 10);
  expect(square).toBeCloseTo(1, 10);
  expect(space.cumulative.at(-1)).toBeCloseTo(1, 10);
  expect(() => adapterSpace(embeddings, size + 1, shares)).toThrow(RangeError);
});

describe('an update', () => {
  test('is never longer than the clip, whatever the history', () => {
    const histories = fc.uniqueArray(fc.integer({ min: 0, max: items - 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(histories, fc.double({ min: 1e-3, max: 3, noNaN: true }), (watched, clip) => {
        const update = localUpdate(
          space,
          stillAdapter(size, 3).adapter,
          watched,
          { ...plan, rate: 5, clip },
          seededRandom(watched.length),
        );
        expect(norm(update)).toBeLessThanOrEqual(clip * (1 + 1e-12));
        if (watched.length < 2) expect(update.every((value) => value === 0)).toBe(true);
      }),
    );
  });

  test('goes down the gradient of its loss: a small one makes the next title likelier', () => {
    const { adapter } = stillAdapter(size, 0.5);
    for (let which = 0; which < 20; which++) {
      const watched = person(which);
      const few = { ...plan, targets: 1, rate: 0.01 };
      const update = localUpdate(space, adapter, watched, few, seededRandom(which));
      const chance = (of: Float64Array) => {
        const scores = adapterScores(space, of, watched.slice(0, -1));
        const sum = scores.reduce((total, score) => total + Math.exp(score), 0);
        return Math.exp(scores[watched.at(-1) ?? 0]) / sum;
      };
      const moved = adapter.map((value, i) => value + update[i]);
      expect(chance(moved)).toBeGreaterThan(chance(adapter));
    }
  });
});

test('rounds of updates with momentum learn what follows what, where likeness says otherwise', () => {
  let state = stillAdapter(size, 1);
  const isRight = (adapter: Float64Array) => {
    const scores = adapterScores(space, adapter, person(0).slice(0, 5));
    const mean = (theme: number) => {
      const rows = Array.from({ length: items / 3 }, (_, i) => theme + 3 * i);
      return rows.reduce((sum, row) => sum + scores[row] - space.prior[row], 0) / rows.length;
    };
    return mean(1) > mean(0) && mean(1) > mean(2);
  };
  expect(isRight(state.adapter)).toBe(false);
  for (let round = 0; round < 30; round++) {
    const mean = new Float64Array(size * size);
    for (let which = 0; which < 30; which++)
      localUpdate(space, state.adapter, person(which), plan, seededRandom(round * 30 + which)).forEach(
        (value, i) => (mean[i] += value / 30),
      );
    state = serverStep(state, mean, { momentum: 0.9, rate: 0.5 });
  }
  expect(isRight(state.adapter)).toBe(true);
});

test('momentum keeps what it is told of the direction so far', () => {
  const first = serverStep(stillAdapter(1, 2), [1], { momentum: 0.5, rate: 0.1 });
  expect([...first.adapter, ...first.velocity]).toEqual([2.1, 1]);
  const second = serverStep(first, [1], { momentum: 0.5, rate: 0.1 });
  expect(second.velocity[0]).toBe(1.5);
  expect(second.adapter[0]).toBeCloseTo(2.25, 12);
});
