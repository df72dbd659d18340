import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import { checkKept } from '../test/check-dispute.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { knownSchedules } from '../test/known-schedules.ts';
import { runSchedule, schedule } from '../test/schedule.ts';

const isLong = process.env['PARLOUR_LONG'] === '1';
/** The same schedules in every run of CI; drawn ones in long runs, which look for what nobody has met. */
const usualSeed = isLong ? Date.now() % 2 ** 31 : 745266797;
const seed = Number(process.env['PARLOUR_SEED'] ?? usualSeed);
console.log(`schedules of a person's devices, seed ${seed}`);
const real = await sodiumSuite();

describe('devices of one person', () => {
  it.each(knownSchedules)('come apart no more: %s', (_, one) => {
    for (const suite of [cheapSuite, real]) expect(() => runSchedule(suite, one).check()).not.toThrow();
  });

  it.each([
    ['cheap', cheapSuite, isLong ? 100_000 : 2_000],
    ['real', real, isLong ? 1_000 : 8],
  ] as const)(
    'come to the same record, with nothing acknowledged lost (%s suite)',
    (_, suite, numRuns) => {
      let events = 0;
      let removals = 0;
      let disputes = 0;
      fc.assert(
        fc.property(schedule, (one) => {
          const world = runSchedule(suite, one);
          world.check();
          events += world.promised.size;
          if (world.isDisputed) {
            disputes++;
            checkKept(world);
          }
          removals += world.actors.filter(({ isActive }) => !isActive).length;
        }),
        { seed, numRuns, endOnFailure: true },
      );
      // The schedules are worth the name.
      expect(events).toBeGreaterThan(numRuns);
      expect(removals).toBeGreaterThan(0);
      expect(disputes).toBeLessThanOrEqual(numRuns / 100);
    },
    isLong ? 6 * 3_600_000 : 1_800_000,
  );
});
