import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostRounds, roundPlan } from './round-plan.ts';

test('nobody is in a round twice, nor in more rounds than a lifetime has', () => {
  const sizes = fc
    .record({
      people: fc.integer({ min: 1, max: 300 }),
      share: fc.double({ min: 0.05, max: 1, noNaN: true }),
      participations: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ people, share, participations }) => ({
      people,
      cohort: Math.max(1, Math.floor(people * share)),
      participations,
    }));
  fc.assert(
    fc.property(sizes, ({ people, cohort, participations }) => {
      const plan = roundPlan(
        Int32Array.from({ length: people }, (_, i) => (i * 7) % people),
        cohort,
        participations,
      );
      const counts = new Map<number, number>();
      for (let round = 0; round < plan.rounds; round++) {
        const members = plan.people(round);
        expect(members).toHaveLength(cohort);
        for (const place of members.keys()) {
          const seat = (round * cohort + place) % people;
          counts.set(seat, (counts.get(seat) ?? 0) + 1);
        }
      }
      expect(Math.max(...counts.values())).toBeLessThanOrEqual(participations);
      expect(plan.rounds).toBe(Math.floor((people * participations) / cohort));
      expect(plan.popularityRounds).toBeGreaterThanOrEqual(1);
      const groups = plan.groups(1, plan.rounds);
      expect(groups.flat().toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: plan.rounds - 1 }, (_, index) => index + 1),
      );
      for (const [first, ...others] of groups)
        for (const other of others) expect(plan.people(other)).toEqual(plan.people(first));
    }),
  );
});

test('who is in most rounds is counted', () => {
  const plan = roundPlan(Int32Array.of(2, 0, 1), 2, 2);
  expect(Array.from({ length: 3 }, (_, round) => [...plan.people(round)])).toEqual([
    [2, 0],
    [1, 2],
    [0, 1],
  ]);
  expect(mostRounds(plan, 0, 3, 3)).toBe(2);
  expect(mostRounds(plan, 0, 1, 3)).toBe(1);
});
