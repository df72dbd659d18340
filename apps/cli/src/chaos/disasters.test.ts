import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { postgresFolder } from '@parlour/server/testing';
import type { LegTimes } from '@parlour/wire';
import { expect, it } from 'vitest';
import { chaosRound, type ChaosRoundOptions } from './chaos-round.ts';
import { type Cluster, cluster, type ClusterOptions } from './cluster.ts';
import { dice } from './dice.ts';
import { smallDisk } from './full-disk.ts';
import { settableClock } from './settable-clock.ts';

const seed = Number(process.env.PARLOUR_CHAOS_SEED ?? randomInt(2 ** 31));
/** No leg ends over what lasts half a minute. */
const patient: LegTimes = {
  deadline: { advertising: 300, sharing: 300, reporting: 300, confirming: 300, unmasking: 300 },
  grace: 5,
};
const minutes = { timeout: 600_000 };

async function on(options: ClusterOptions, work: (ground: Cluster) => Promise<void>): Promise<void> {
  const ground = await cluster(options);
  try {
    await work(ground);
  } finally {
    await ground.close();
  }
}

/** What becomes of a round through which something happens. */
async function through(
  ground: Cluster,
  kind: ChaosRoundOptions['at']['kind'],
  strike: () => Promise<void>,
  more: Partial<ChaosRoundOptions> = {},
): Promise<string> {
  const rolls = dice(seed);
  const verdict = await chaosRound({
    cluster: ground,
    dice: rolls,
    at: { kind, share: rolls.roll() },
    strike: () => ground.exclusively(strike),
    byDemand: false,
    times: patient,
    ...more,
  });
  expect(verdict.wrongs, `seed ${seed}`).toEqual([]);
  return verdict.reason ?? verdict.phase;
}

it('a database that is away for 30 s costs a round that time, and nothing else', minutes, async () => {
  await on({}, async (ground) => {
    const end = await through(ground, 'report', async () => {
      await ground.postgres.kill();
      await pause(30_000);
      await ground.postgres.start();
    });
    expect(end).toBe('released');
  });
});

it('a database that answers nothing for 30 s does as little', minutes, async ({ skip }) => {
  skip(!process.env.PARLOUR_LONG, 'only in the long run: it takes another half a minute');
  await on({}, async (ground) => {
    const end = await through(ground, 'confirmation', async () => {
      await ground.postgres.freeze();
      await pause(30_000);
      await ground.postgres.thaw();
    });
    expect(end).toBe('released');
  });
});

it('a full disk loses nothing: the round goes on when there is room again', minutes, async ({ skip }) => {
  const disk = await smallDisk(192);
  if (disk === undefined) return skip('this user may mount no small disk');
  try {
    await on({ postgresFolder: join(disk.folder, 'pg') }, async (ground) => {
      for (const kind of ['shares', 'report'] as const) {
        const end = await through(ground, kind, async () => {
          disk.fill();
          await pause(5_000);
          disk.clear();
          // It may have ended over a journal that could not be written; a supervisor starts it again.
          await ground.postgres.start();
        });
        expect(end).toBe('released');
      }
    });
  } finally {
    await disk.remove();
  }
});

it('a clock that is set an hour on, or back, ends each round exact or aborted', minutes, async ({ skip }) => {
  const clock = await settableClock(await postgresFolder());
  if (clock === undefined) return skip('libfaketime is not installed');
  try {
    const { environment, postgresBinaries } = clock;
    await on({ environment, postgresBinaries }, async (ground) => {
      const ahead = await through(ground, 'report', () => clock.set(1), { mostLate: 3_800 });
      expect(['released', 'too-few-answers']).toContain(ahead);
      for (const kind of ['confirmation', 'unmasking'] as const) {
        await clock.set(1);
        const back = await through(ground, kind, () => clock.set(0), { mostLate: 3_800 });
        expect(['released', 'too-few-answers']).toContain(back);
      }
    });
  } finally {
    await clock.remove();
  }
});
