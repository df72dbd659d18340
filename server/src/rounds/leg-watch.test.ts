import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/connect.ts';
import { addingStates } from './adding-states.ts';
import { finishRound } from './finish-round.ts';
import { hexOf } from './ids.ts';
import { defaultLegTimes } from './leg-times.ts';
import { legWatch } from './leg-watch.ts';
import { takeMasksAway } from './take-masks-away.ts';
import { type DrivenDevice, type DrivenRound, drivenRound, plainSum } from './test/driven-round.ts';
import { openAddingJobs } from './test/open-adding-jobs.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';

let ground: RoundGround;

beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
});
afterEach(() => ground.close());

/** Closings before the deadline that were asked for: `close <round> <leg>` at once, `grace <round> <leg>` after a while. */
async function asked(): Promise<string[]> {
  const { rows } = await ground.frame.database.execute<{ key: string }>(
    sql`select key from graphile_worker.jobs where task_identifier = 'close-leg'
      and (key like 'grace %' or run_at <= now()) order by key`,
  );
  return rows.map(({ key }) => key);
}

/** Has the answers counted, as after a message. */
async function count(driven: DrivenRound, leg: 'confirming' | 'unmasking'): Promise<void> {
  const known = await driven.rounds.refresh(await driven.rounds.get(driven.id));
  expect(known.phase).toBe(leg);
  const counted = Promise.withResolvers<void>();
  const database: Pick<Database, 'transaction'> = {
    transaction: (work, config) => ground.frame.database.transaction(work, config).finally(counted.resolve),
  };
  const failures: unknown[] = [];
  const watch = legWatch({ database: database as Database }, (error) => failures.push(error));
  watch.kept(known);
  await counted.promise;
  await watch.close();
  expect(failures).toEqual([]);
}

/** Who holds shares of the device that came first (signing keys, hex), and how many of them open it. */
async function holdersOfFirst(driven: DrivenRound) {
  const { state } = await driven.rounds.refresh(await driven.rounds.get(driven.id));
  if (state?.phase !== 'reporting') throw new Error(state?.phase);
  const held = new Set((state.sealedBy.get(0) ?? []).map(({ receiver }) => receiver));
  const keys = new Set([...state.indices].flatMap(([key, index]) => (held.has(index) ? [key] : [])));
  return { keys, threshold: state.graph.threshold };
}

describe('the last leg', () => {
  it('is not closed after a grace with a quorum whose shares open too little, but once they open everything', {
    timeout: 60_000,
  }, async () => {
    const driven = await drivenRound(ground);
    const devices: DrivenDevice[] = [];
    for (let i = 0; i < ground.bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
    await driven.answer(devices, 'advertising');
    await driven.close('advertising');
    await driven.answer(devices, 'sharing');
    await driven.close('sharing');
    // Of the neighbours that hold one device's shares some leave, and the others answer last: the order that is hardest on it.
    const holders = await holdersOfFirst(driven);
    const { threshold } = holders;
    const isHolder = ({ signingKey }: DrivenDevice) => holders.keys.has(hexOf(signingKey));
    const lost = devices.filter(isHolder).slice(0, holders.keys.size - threshold - 3);
    const reporters = devices
      .filter((device) => !lost.includes(device))
      .toSorted((a, b) => Number(isHolder(a)) - Number(isHolder(b)));
    await driven.answer(reporters, 'reporting');
    await driven.close('reporting');
    await driven.answer(reporters.slice(0, -1), 'confirming');
    await count(driven, 'confirming');
    expect(await asked()).toEqual([`grace ${driven.id} confirming`]);
    await driven.answer(reporters.slice(-1), 'confirming');
    await driven.close('confirming');

    const { awaited } = await driven.rounds.refresh(await driven.rounds.get(driven.id));
    const quorum = awaited?.quorum ?? Number.NaN;
    expect(reporters.length - quorum).toBeGreaterThan(3);
    await driven.answer(reporters.slice(0, -4), 'unmasking');
    await count(driven, 'unmasking');
    expect(await asked()).toEqual([`grace ${driven.id} confirming`]);

    await driven.answer(reporters.slice(-4, -3), 'unmasking');
    await count(driven, 'unmasking');
    expect(await asked()).toEqual([`close ${driven.id} unmasking`, `grace ${driven.id} confirming`]);
    await driven.close('unmasking');
    for (const job of await openAddingJobs(ground.frame.database))
      await takeMasksAway(ground.frame, addingStates(), driven.id, job);
    await finishRound(ground.frame, driven.id);
    const { phase, sum } = await driven.row();
    expect(phase).toBe('released');
    expect([...new Uint32Array(new Uint8Array(sum ?? []).buffer)]).toEqual(plainSum(driven.plan, reporters));
  });
});
