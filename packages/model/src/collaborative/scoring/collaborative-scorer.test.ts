import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyModel } from '../testing.ts';
import { collaborativeScorer, type Watched } from './collaborative-scorer.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const model = anyModel(400, 5, 1);
const scorer = collaborativeScorer(model);
/** Histories longer than the 150 watches that half-lives are read from, too. */
const histories = fc
  .uniqueArray(fc.nat(model.items - 1), { minLength: 1, maxLength: 200, size: 'max' })
  .chain((items) =>
    fc
      .array(fc.constantFrom(1, 0.7, 0.3, -1), { minLength: items.length, maxLength: items.length })
      .map((weights) => items.map((item, at): Watched => ({ item, weight: weights[at] ?? 1 }))),
  );

test('the score without a title is that of a history which never held it', () => {
  fc.assert(
    fc.property(histories, fc.nat(), (watched, pick) => {
      const place = pick % watched.length;
      const whole = scorer.scoresOf(watched);
      const unexpected = whole.scoreWithout(pick % model.items, place);
      const again = scorer.scoresOf(watched);
      again.expect(watched.map((_, other) => other).filter((other) => (other + pick) % 3 < 2));
      expect(again.scoreWithout(pick % model.items, place)).toBe(unexpected);
      const without = scorer.scoresOf(watched.filter((_, other) => other !== place)).scores;
      const size = Math.hypot(...without) / Math.sqrt(without.length);
      without.forEach((score, item) => {
        expect(Math.abs(whole.scoreWithout(item, place) - score)).toBeLessThanOrEqual(1e-5 * size);
      });
    }),
    { seed, numRuns: 40 },
  );
});

test('a history that grows, and one that changes otherwise, has the scores that a scorer who never saw it before gives', () => {
  fc.assert(
    fc.property(histories, fc.nat(), (watched, pick) => {
      const item = pick % model.items;
      const own = collaborativeScorer(model);
      own.scoresOf(watched.slice(0, -1));
      const others = [
        watched,
        watched.filter((one) => one.item !== item),
        [...watched.slice(1), ...watched.slice(0, 1)],
      ];
      for (const history of others) {
        const again = collaborativeScorer(model).scoresOf(history);
        const grown = own.scoresOf(history);
        expect(grown.scores).toEqual(again.scores);
        expect(grown.summands(item)).toEqual(again.summands(item));
        const scored = new Set(grown.scored ?? grown.scores.keys());
        expect(grown.scores.every((score, at) => score === 0 || scored.has(at))).toBe(true);
      }
    }),
    { seed, numRuns: 40 },
  );
});

test('the score without a title is right where weights speak for more items than the factors need', () => {
  const large = anyModel(2_300, 3, 2);
  const scorerOfLarge = collaborativeScorer(large);
  // Of the last one's items few are spoken for by others: with it there are enough, without it too few.
  const watched = Array.from({ length: 9 }, (_, at) => ({ item: 250 * at, weight: 1 }));
  let sides = 0;
  for (let length = 2; length <= watched.length; length++) {
    const history = watched.slice(0, length);
    const without = scorerOfLarge.scoresOf(history.slice(0, -1));
    const whole = scorerOfLarge.scoresOf(history);
    const size = Math.hypot(...without.scores) / Math.sqrt(large.items);
    for (let item = 0; item < large.items; item += 7) {
      const difference = whole.scoreWithout(item, length - 1) - (without.scores[item] ?? 0);
      expect(Math.abs(difference)).toBeLessThanOrEqual(1e-5 * size);
    }
    sides |= without.scores.every((score) => score !== 0) ? 1 : 2;
  }
  expect(sides).toBe(3);
});

test('summands add up to the score, and each term alone has a root mean square of 1', () => {
  fc.assert(
    fc.property(histories, fc.nat(model.items - 1), (watched, item) => {
      const person = scorer.scoresOf(watched);
      const size = Math.hypot(...person.scores) / Math.sqrt(model.items);
      const sum = person.summands(item).reduce((all, value) => all + value, 0);
      expect(Math.abs(sum - (person.scores[item] ?? 0))).toBeLessThanOrEqual(1e-4 * size);
      for (const term of Object.values(person.terms())) {
        if (term === undefined) continue;
        expect(Math.hypot(...term) / Math.sqrt(term.length)).toBeCloseTo(1, 4);
      }
    }),
    { seed, numRuns: 40 },
  );
});
