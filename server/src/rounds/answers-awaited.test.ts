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

it.each([
  // Of devices that formed the round and of those that shared; a tenth may leave, 50 reports are needed.
  { clients: 80, sharers: 80, sharing: 72, reporting: 72 },
  { clients: 80, sharers: 75, sharing: 72, reporting: 72 },
  { clients: 80, sharers: 60, sharing: 72, reporting: 60 },
  { clients: 54, sharers: 53, sharing: 50, reporting: 50 },
  { clients: 50, sharers: 50, sharing: 50, reporting: 50 },
])('a grace begins once the declared dropouts at most are missing, and a sum lacks nobody: %j', (these) => {
  const { minimumReports, dropoutRate } = ground.bundle.bundle;
  expect([minimumReports, dropoutRate]).toEqual([50, 0.1]);
  const setup = { minimumReports, dropoutRate, cohortSize: 80 };
  const clients = Array.from({ length: these.clients });
  const sharers = new Uint8Array(Math.ceil(these.clients / 8));
  for (let i = 0; i < these.sharers; i += 1) sharers[i >> 3] |= 1 << (i & 7);
  const awaited = (state: object) => answersAwaited({ setup, clients, ...state } as never);
  expect(awaited({ phase: 'advertising' })).toEqual({ all: 80, quorum: 80 });
  expect(awaited({ phase: 'sharing' })).toEqual({ all: these.clients, quorum: these.sharing });
  expect(awaited({ phase: 'reporting', sharers })).toEqual({ all: these.sharers, quorum: these.reporting });
});
