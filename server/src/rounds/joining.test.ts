import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roundMessage } from '../database/schema/rounds.ts';
import { tokenUse } from '../database/schema/tokens.ts';
import { addingStates } from './adding-states.ts';
import { finishRound } from './finish-round.ts';
import { hexOf } from './ids.ts';
import { defaultLegTimes, legs } from './leg-times.ts';
import { openRounds } from './open-rounds.ts';
import { roundTasks } from './round-tasks.ts';
import { takeMessage } from './take-message.ts';
import { takeMasksAway } from './take-masks-away.ts';
import { type DrivenDevice, type DrivenRound, drivenRound } from './test/driven-round.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';

let ground: RoundGround;

beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
});
afterEach(() => ground.close());

const codeOf = (done: Promise<unknown>) =>
  done.then(
    () => 'taken',
    ({ code }: { code?: string }) => code,
  );

async function joined(driven: DrivenRound, count: number): Promise<DrivenDevice[]> {
  const devices: DrivenDevice[] = [];
  for (let i = 0; i < count; i += 1) devices.push(await driven.device());
  await driven.answer(devices, 'advertising');
  return devices;
}

const spent = async () =>
  (await ground.frame.database.select().from(tokenUse)).flatMap(({ signingKey, freedAt }) =>
    freedAt === null ? [hexOf(signingKey)] : [],
  );

describe('a round with one place left', () => {
  it('takes one of two devices on two replicas; the other keeps its token', async () => {
    const driven = await drivenRound(ground);
    const { cohortSize } = ground.bundle.bundle;
    await joined(driven, cohortSize - 1);
    const other = { ...driven, rounds: openRounds(ground.frame, { on: () => () => {} }) };
    const two = [await driven.device(), await driven.device()];
    const codes = await Promise.all([
      codeOf(driven.send(two[0].state.outbox)),
      codeOf(takeMessage(other, driven.id, two[1].state.outbox)),
    ]);
    expect(codes.toSorted((a = '', b = '') => a.localeCompare(b))).toEqual([
      'aggregation/round-full',
      'taken',
    ]);
    expect(await spent()).toHaveLength(cohortSize);
    const refused = two[codes.indexOf('aggregation/round-full')];
    expect(await spent()).not.toContain(hexOf(refused.signingKey));
    const next = await drivenRound(ground);
    const again = await next.device({ signingSeed: refused.signingSeed });
    expect(await codeOf(next.send(again.state.outbox))).toBe('taken');
  });

  it('takes nobody whose token is spent elsewhere, or bad', async () => {
    const [one, two] = [await drivenRound(ground), await drivenRound(ground)];
    const device = await one.device();
    expect(await codeOf(one.send(device.state.outbox))).toBe('taken');
    const twice = await two.device({ signingSeed: device.signingSeed });
    expect(await codeOf(two.send(twice.state.outbox))).toBe('tokens/spent');
    const bad = await two.device({ token: Uint8Array.of(0) });
    expect(await codeOf(two.send(bad.state.outbox))).toBe('aggregation/bad-token');
    expect(await ground.frame.database.$count(roundMessage)).toBe(1);
  });
});

describe('a deadline', () => {
  it('is a job of its leg, by the clock of the database', async () => {
    const driven = await drivenRound(ground);
    const { rows } = await ground.frame.database.execute(sql`
      select task_identifier, extract(epoch from run_at - created_at)::int as seconds
      from graphile_worker.jobs where key = ${`close ${driven.id} advertising`}`);
    expect(rows).toEqual([{ task_identifier: 'close-leg', seconds: defaultLegTimes.deadline.advertising }]);
  });

  it('that finds too few aborts the round, and their tokens are free', async () => {
    const driven = await drivenRound(ground);
    const devices = await joined(driven, 3);
    expect(await spent()).toHaveLength(3);
    await roundTasks(ground.frame)['close-leg']({ round: driven.id, leg: 'advertising' });
    expect(await driven.row()).toMatchObject({
      phase: 'aborted',
      abortReason: 'too-few-answers',
      counts: { 'kind 2': 3 },
      sum: null,
    });
    expect(await spent()).toEqual([]);
    expect(await codeOf(driven.send((await driven.device()).state.outbox))).toBe('aggregation/round-over');
    const next = await drivenRound(ground);
    const again = await next.device({ signingSeed: devices[0].signingSeed });
    expect(await codeOf(next.send(again.state.outbox))).toBe('taken');
  });

  it('after the reports leaves the tokens of those who reported spent', async () => {
    const driven = await drivenRound(ground);
    const devices = await joined(driven, 50);
    await driven.close('advertising');
    await driven.answer(devices, 'sharing');
    await driven.close('sharing');
    await driven.answer(devices.slice(1), 'reporting');
    await driven.close('reporting');
    expect(await driven.row()).toMatchObject({ phase: 'aborted', abortReason: 'too-few-answers' });
    expect((await spent()).toSorted((a, b) => a.localeCompare(b))).toEqual(
      devices
        .slice(1)
        .map(({ signingKey }) => hexOf(signingKey))
        .toSorted((a, b) => a.localeCompare(b)),
    );
  });
});

describe('a sum that no honest cohort makes', () => {
  it('is discarded, and said so', async () => {
    const driven = await drivenRound(ground);
    const devices = await joined(driven, 50);
    const far = await driven.device({ report: new Uint32Array(driven.plan.dimension).fill(2 ** 22) });
    await driven.answer([far], 'advertising');
    const all = [...devices, far];
    for (const leg of legs) {
      if (leg !== 'advertising') await driven.answer(all, leg);
      await driven.close(leg);
    }
    const { rows } = await ground.frame.database.execute<{ key: string }>(
      sql`select key from graphile_worker.jobs where task_identifier = 'unmask'`,
    );
    for (const { key } of rows) {
      const [, , ...job] = key.split(' ');
      await takeMasksAway(ground.frame, addingStates(), driven.id, job.join(' '));
    }
    await finishRound(ground.frame, driven.id);
    expect(await driven.row()).toMatchObject({
      phase: 'aborted',
      abortReason: 'implausible-sum',
      plausible: false,
      sum: null,
      reports: null,
    });
    expect(await spent()).toHaveLength(51);
  });
});
