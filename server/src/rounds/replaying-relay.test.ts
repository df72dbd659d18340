import type { Bytes } from '@parlour/private-aggregation';
import { Problem } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { round, roundMessage, roundState } from '../database/schema/rounds.ts';
import { tokenUse } from '../database/schema/tokens.ts';
import { addingStates } from './adding-states.ts';
import { finishRound } from './finish-round.ts';
import { hexOf } from './ids.ts';
import { defaultLegTimes, legs } from './leg-times.ts';
import { openAddingJobs } from './test/open-adding-jobs.ts';
import { type DrivenDevice, type DrivenRound, drivenRound, plainSum } from './test/driven-round.ts';
import { type Replica, roundGround, type RoundGround } from './test/round-ground.ts';
import { takeMasksAway } from './take-masks-away.ts';

let ground: RoundGround;
let replicas: Replica[];
let driven: DrivenRound;
beforeAll(async () => {
  ground = await roundGround(defaultLegTimes);
  replicas = [await ground.replica(), await ground.replica()];
  driven = await drivenRound(ground);
});
afterAll(() => ground.close());

/** What a relay can do with a message that it kept: send it, where it likes, as often as it likes. */
async function replay(message: Bytes, id: string, replica = 0): Promise<string> {
  const { statusCode, body } = await replicas[replica].server.inject({
    method: 'POST',
    url: `/api/rounds/${id}/messages`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from(message),
  });
  return statusCode < 300 ? 'taken' : v.parse(Problem, JSON.parse(body)).code;
}

const stored = async () => {
  const { database } = ground.frame;
  return JSON.stringify([
    (await database.select().from(round)).map(({ sum, ...row }) => ({ ...row, sum: sum && hexOf(sum) })),
    await database.$count(roundMessage),
    await database.$count(roundState),
    await database.select().from(tokenUse).orderBy(tokenUse.signingKey),
  ]);
};

it('a relay that keeps every message of a round and sends it again changes no sum, no count and no token', async () => {
  const { frame, bundle } = ground;
  const { id } = driven;
  const devices: DrivenDevice[] = [];
  for (let i = 0; i < bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
  const kept: Bytes[] = [];
  for (const leg of legs) {
    for (const device of devices) {
      const message = await driven.outboxFor(device, leg);
      await driven.send(message);
      kept.push(message.slice());
    }
    const before = await stored();
    const again = [...kept.slice(0, 3), ...kept.slice(-3)];
    for (const [i, message] of again.entries()) expect(await replay(message, id, i % 2)).toBe('taken');
    expect(await stored()).toBe(before);
    await driven.close(leg);
  }
  const states = addingStates();
  for (const job of await openAddingJobs(frame.database)) await takeMasksAway(frame, states, id, job);
  await finishRound(frame, id);
  const { sum } = await driven.row();
  const words = new Uint32Array(new Uint8Array(sum ?? []).buffer);
  expect([...words]).toEqual(plainSum(driven.plan, devices));

  const next = hexOf(await ground.createRound());
  const before = await stored();
  for (const [i, message] of kept.entries()) {
    expect(await replay(message, id, i % 2)).toBe('aggregation/round-over');
    const ofOpenLeg = i < devices.length;
    const refusal = ofOpenLeg ? 'aggregation/wrong-round' : 'aggregation/out-of-turn';
    expect(await replay(message, next, i % 2)).toBe(refusal);
  }
  expect(await stored()).toBe(before);
});
