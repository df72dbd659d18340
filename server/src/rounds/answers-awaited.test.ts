import { closeLeg, serverReceive, serverStateFromBytes } from '@parlour/private-aggregation';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownBytes } from '../database/own-bytes.ts';
import { roundState } from '../database/schema/rounds.ts';
import { answersAwaited } from './answers-awaited.ts';
import { hexOf } from './ids.ts';
import { defaultLegTimes, legs } from './leg-times.ts';
import { type DrivenDevice, drivenRound } from './test/driven-round.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';

let ground: RoundGround;
beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
});
afterEach(() => ground.close());

it('the last leg has enough answers exactly where it could be closed without another', async () => {
  const driven = await drivenRound(ground);
  const devices: DrivenDevice[] = [];
  for (let i = 0; i < ground.bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
  for (const leg of legs.slice(0, -1)) {
    await driven.answer(leg === 'reporting' ? devices.slice(1) : devices, leg);
    await driven.close(leg);
    if (leg === 'reporting') devices.shift();
  }
  const messages = [];
  for (const device of devices) messages.push(await driven.outboxFor(device, 'unmasking'));
  const [{ state }] = await ground.frame.database.select().from(roundState);
  const tools = await ground.frame.toolsOf('');
  const enough: boolean[] = [];
  for (let answers = 0; answers <= devices.length; answers += 1) {
    let open = serverStateFromBytes(ownBytes(state));
    const awaited = answersAwaited(open);
    for (const message of messages.slice(0, answers)) {
      ({ state: open } = await serverReceive(tools, open, message));
    }
    const isEnough = awaited?.isEnough?.(devices.slice(0, answers).map((one) => hexOf(one.signingKey)));
    expect((await closeLeg(tools, open)).phase, `${answers}`).toBe(isEnough ? 'adding' : 'aborted');
    enough.push(isEnough ?? false);
  }
  expect(enough[0]).toBe(false);
  expect(enough.at(-1)).toBe(true);
  // Sooner than with all of them, or nothing is gained by asking.
  expect(enough.indexOf(true)).toBeLessThan(devices.length);
});
