import { planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { round, roundMessage, roundState, unmaskPart } from '../database/schema/rounds.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';
import { type LeavesAfter, testDevice } from './test/test-device.ts';

let ground: RoundGround;

beforeEach(async () => {
  ground = await roundGround({
    deadline: { advertising: 30, sharing: 30, reporting: 30, confirming: 30, unmasking: 30 },
    grace: 0.5,
  });
});

afterEach(() => ground.close());

const leavers: Readonly<Record<number, LeavesAfter>> = {
  3: 'shares',
  4: 'report',
  5: 'confirmation',
  6: 'unmasking',
};

describe('a round over two replicas and two queue workers', () => {
  it('goes from waiting to released, with exactly the sum of those who reported', {
    timeout: 60_000,
  }, async () => {
    const replicas = [await ground.replica(), await ground.replica()];
    await Promise.all([ground.worker(), ground.worker()]);
    const plan = await planEncoding(nodeSuite, ground.bundle.bundle, ground.bundle.hash);
    const bases = replicas.map(({ base }) => base);
    const devices = await Promise.all(
      Array.from({ length: ground.bundle.bundle.cohortSize }, (_, number) =>
        testDevice(ground, plan, number % 2 === 0 ? bases : bases.toReversed(), leavers[number] ?? 'never'),
      ),
    );
    const ends = await Promise.all(devices.map(({ end }) => end));
    expect(ends.filter((end) => end !== 'done')).toEqual(['left', 'left', 'left', 'left']);
    const row = await ended(ground);
    expect(row).toMatchObject({ phase: 'released', abortReason: null, members: devices.length });
    const reporters = devices.filter((device) => device.hasReported());
    const sum = new Uint32Array(plan.dimension);
    for (const { report } of reporters) for (let i = 0; i < sum.length; i += 1) sum[i] += report[i];
    const released = new Uint32Array(new Uint8Array(row.sum ?? []).buffer);
    expect(row.reports).toBe(reporters.length);
    expect([...released]).toEqual([...sum].map((word) => word % 2 ** plan.bundle.bits));
    for (const table of [roundMessage, roundState, unmaskPart]) {
      expect(await ground.frame.database.$count(table)).toBe(0);
    }
  });
});

/** The one round, once it is over. */
async function ended({ frame }: RoundGround): Promise<typeof round.$inferSelect> {
  const read = async () => (await frame.database.select().from(round))[0];
  await expect.poll(async () => (await read())?.endedAt ?? null, { timeout: 30_000 }).not.toBeNull();
  return read();
}
