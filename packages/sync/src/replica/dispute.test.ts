import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedRecord } from '../document/shared-record.ts';
import { checkDispute } from '../test/check-dispute.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { isNewWords, runSchedule, schedule } from '../test/schedule.ts';
import { testEvent } from '../test/test-event.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? 20261130);
console.log(`disputes of a person's devices, seed ${seed}`);

describe('two devices that have removed each other', () => {
  it('stop all, who lose nothing and say so, until the recovery words tell who is right: then all are the same', () => {
    let settled = 0;
    fc.assert(
      fc.property(schedule, fc.nat(7), fc.nat(6), (one, first, other) => {
        // Recovery words that were replaced themselves end nothing.
        const steps = one.steps.filter(({ what }) => !isNewWords(what));
        const world = runSchedule(cheapSuite, { ...one, steps });
        const { active } = world;
        const a = active[first % active.length];
        const b = active.filter((actor) => actor !== a)[other % Math.max(1, active.length - 1)];
        if (world.isDisputed || a === undefined || b === undefined) return;
        // Everybody does something, and neither of the two has heard of the other's.
        for (const { replica } of active) {
          const id = `last of ${replica.keys.id.slice(0, 8)}`;
          new SharedRecord(replica.document).addEvents([testEvent(id, 1.4e12)]);
          world.promised.set(id, replica.keys.id);
        }
        a.replica.remove(b.replica.keys.id);
        b.replica.remove(a.replica.keys.id);
        // Both are on their way before either is heard of.
        for (const { replica } of [a, b]) replica.seal();
        world.settle();
        checkDispute(world);
        expect(world.active).toEqual([]);
        const before = world.actors.length;
        world.recover(0);
        if (world.actors.length === before) return;
        world.settle();
        // Whoever is on the other side is out, and in the person's hands: what it alone knew is there still.
        const { devices } = (world.actors.at(-1) as (typeof world.actors)[number]).replica.group.members;
        for (const actor of [a, b]) {
          if (devices.has(actor.replica.keys.id)) continue;
          expect(actor.replica.obstacle).toBe('not-a-member');
          actor.isActive = false;
        }
        world.check();
        settled++;
      }),
      { seed, numRuns: 60, endOnFailure: true },
    );
    expect(settled).toBeGreaterThan(20);
  }, 600_000);
});
