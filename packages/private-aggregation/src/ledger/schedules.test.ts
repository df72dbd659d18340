import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addCurves } from '../accountant/rdp-curve.ts';
import { rdpToEpsilon } from '../accountant/rdp-to-epsilon.ts';
import { reportCost, sha256 } from '../test-support/ledger.ts';
import { LedgerWorld } from '../test-support/ledger-world.ts';
import { lifetimeBudget, shareOfBudget } from './budget.ts';

const costs = [3.7304, 3.7304, 3.7304, 4.2, 6, 12].map(reportCost);
const crashes = ['none', 'none', 'none', 'none', 'before-storing', 'after-storing'] as const;

const step = fc.record({
  what: fc.integer({ min: 0, max: 23 }),
  a: fc.nat(1000),
  b: fc.nat(1000),
  c: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(world: LedgerWorld, { what, a, b, c }: Step): Promise<void> {
  const crash = crashes[c % crashes.length] ?? 'none';
  const cost = costs[b % costs.length] as (typeof costs)[number];
  switch (what) {
    case 0:
      return world.join('pairing');
    case 1:
      return world.give(a, b, c, crash);
    case 2:
      return world.give(a, a + 1, b, 'none');
    case 3:
      return world.resend(a);
    case 4:
      return world.deliver(a, b, false, crash);
    case 5:
      return world.deliver(a, b, true, crash);
    case 6:
      return world.withhold(a);
    case 7:
      if (c % 4 === 0) world.lose(a);
      return world.join('recovery');
    case 8:
      return world.setOnline(a, b % 3 > 0);
    case 9:
      vi.setSystemTime(new Date(a * 1e10 - b * 1e10));
      return;
    case 10:
      if (c % 20 === 0) await world.openAnother(a);
      return;
    case 11:
      expect(await world.rollBack(a, b)).toBe(true);
      return;
    default:
      // Often the first device, which holds the most.
      return world.report(c % 2 === 0 ? 0 : a, b, cost, crash);
  }
}

/** What the aggregator has really seen of this person, against what the person allowed. */
async function check(world: LedgerWorld): Promise<void> {
  const shares = world.sent.reduce((sum, cost) => sum + shareOfBudget(cost), 0);
  expect(shares).toBeLessThanOrEqual(world.limit);
  if (world.sent.length > 0) {
    const total = world.sent.map(({ curve }) => curve).reduce(addCurves);
    const { epsilon } = rdpToEpsilon(total, world.budgets * lifetimeBudget.delta);
    expect(epsilon).toBeLessThanOrEqual(world.budgets * lifetimeBudget.epsilon);
  }
  await world.settle();
  expect(world.accounted()).toBeLessThanOrEqual(world.limit);
}

describe('the budget of a person, whatever happens to the devices', () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterAll(() => void vi.useRealTimers());

  test('10,000 schedules of rounds, crashes, clocks, losses, offline devices and a lying relay never exceed the sum', async () => {
    const seen = { spent: 0, sent: 0, reachedTheLimit: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 45, size: 'max' }), async (steps) => {
        const world = new LedgerWorld(sha256);
        await world.begin();
        for (const one of steps) await take(world, one);
        await check(world);
        seen.spent += world.refusals.get('ledger/spent') ?? 0;
        seen.sent += world.sent.length;
        if (world.sent.length >= 8) seen.reachedTheLimit++;
      }),
      { numRuns: 10_000 },
    );
    // The schedules are worth the name: reports do leave, budgets do run out.
    expect(seen.sent).toBeGreaterThan(20_000);
    expect(seen.spent).toBeGreaterThan(10_000);
    expect(seen.reachedTheLimit).toBeGreaterThan(10);
  }, 600_000);

  test('all of a budget can be spent, in parts on three devices, and no more', async () => {
    const world = new LedgerWorld(sha256);
    await world.begin();
    await world.join('pairing');
    await world.join('pairing');
    await world.give(0, 1, 49, 'none');
    await world.give(0, 2, 49, 'none');
    for (const which of [0, 1, 0, 1]) await world.deliver(which, 0, false, 'none');
    for (let i = 0; i < 30; i++) await world.report(i % 3, 0, reportCost(), 'none');
    expect(world.sent).toHaveLength(8);
    await check(world);
  });
});
