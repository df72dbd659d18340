import { afterEach, beforeEach, expect, it } from 'vitest';
import { reportPart, round } from '../database/schema/rounds.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { isDatabaseAway } from '../problems/is-database-away.ts';
import { closeOpenLeg } from './close-open-leg.ts';
import { finishRound } from './finish-round.ts';
import { bytesOf } from './ids.ts';
import { defaultLegTimes } from './leg-times.ts';
import { messageKeeper } from './keep-message.ts';
import { reportParts } from './report-parts.ts';
import { takeMasksAway } from './take-masks-away.ts';
import { takeMessage } from './take-message.ts';
import { addingStates } from './adding-states.ts';
import { type DrivenDevice, type DrivenRound, drivenRound, plainSum, random } from './test/driven-round.ts';
import { killer } from './test/killer.ts';
import { openAddingJobs } from './test/open-adding-jobs.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';

let ground: RoundGround;
let driven: DrivenRound;
let devices: DrivenDevice[];

beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
  driven = await drivenRound(ground);
  devices = [];
  for (let i = 0; i < ground.bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
  for (const leg of ['advertising', 'sharing'] as const) {
    await driven.answer(devices, leg);
    await driven.close(leg);
  }
});
afterEach(() => ground.close());

const rethrow = (error: unknown) => {
  throw error;
};
const stored = () => ground.frame.database.select().from(reportPart);

/** Another process, which knows nothing of the first. */
function replica(parts = reportParts(ground.frame, rethrow)) {
  const taking = { ...driven, keep: messageKeeper(ground.frame), parts };
  return {
    parts,
    send: (message: Parameters<typeof driven.send>[0]) => takeMessage(taking, driven.id, message),
  };
}

/** The rest of the round, with whoever has reported. */
async function rest(reporters: readonly DrivenDevice[]): Promise<{ reports: number | null; sum: number[] }> {
  const { frame } = ground;
  await driven.close('reporting');
  expect(await stored()).toEqual([]);
  for (const leg of ['confirming', 'unmasking'] as const) {
    await driven.answer(reporters, leg);
    await driven.close(leg);
  }
  for (const job of await openAddingJobs(frame.database))
    await takeMasksAway(frame, addingStates(), driven.id, job);
  await finishRound(frame, driven.id);
  const { reports, sum } = await driven.row();
  return { reports, sum: [...new Uint32Array(ownBytes(sum ?? new Uint8Array()).buffer)] };
}

it('reports are added by whoever keeps them, each once, whatever is repeated, lost or killed', async () => {
  const { database } = ground.frame;
  const [one, other] = [replica(), replica()];
  const lost = replica({ add: () => {}, close: () => Promise.resolve() });
  const messages = await Promise.all(devices.map((device) => driven.outboxFor(device, 'reporting')));
  const third = Math.floor(messages.length / 3);
  // Both are sent all of a third at once: one of them keeps each.
  for (const message of messages.slice(0, third)) await Promise.all([one.send(message), other.send(message)]);
  await Promise.all([one.parts.close(), other.parts.close()]);
  // Killed before its part is written: what it kept is in none.
  for (const message of messages.slice(third, 2 * third)) await lost.send(message);
  // Written as a process would be that does not know whether it was.
  for (const message of messages.slice(2 * third)) await one.send(message);
  await one.parts.close();
  for (const message of messages) await other.send(message);
  await other.parts.close();
  const parts = await stored();
  const named = parts.reduce((sum, { senders }) => sum + senders.length / 32, 0);
  expect(parts.length).toBeGreaterThanOrEqual(2);
  expect(named).toBeGreaterThan(third);
  expect(named).toBeLessThanOrEqual(messages.length - third);
  const kill = await killer(database);
  await kill.at('round_state');
  await expect(driven.close('reporting')).rejects.toSatisfy(isDatabaseAway);
  await kill.never();
  expect(await stored()).toEqual(parts);
  expect(await rest(devices)).toEqual({ reports: devices.length, sum: plainSum(driven.plan, devices) });
});

it('parts that cannot be right are passed over, and their reports added one by one', async () => {
  const { database } = ground.frame;
  const roundId = bytesOf(driven.id);
  const reporters = devices.slice(1);
  await driven.answer(reporters, 'reporting');
  await driven.parts.close();
  const [right] = await stored();
  const wrong = new Uint8Array(right.words.length).fill(1);
  const first = right.senders.subarray(0, 32);
  await database.insert(reportPart).values([
    // Of one that has not reported, of one twice, of one that is in another part, and of another length.
    { roundId, senders: devices[0].signingKey, words: wrong },
    { roundId, senders: Buffer.concat([first, first]), words: wrong },
    { roundId, senders: random(), words: wrong },
    { roundId, senders: new Uint8Array(), words: wrong.subarray(4) },
  ]);
  expect(await rest(reporters)).toEqual({ reports: reporters.length, sum: plainSum(driven.plan, reporters) });
});

it('a part that comes when the leg is closed is not written', async () => {
  const { parts, send } = replica();
  for (const device of devices) await send(await driven.outboxFor(device, 'reporting'));
  expect(await closeOpenLeg(ground.frame, driven.id, 'reporting')).toBe(true);
  await parts.close();
  expect(await stored()).toEqual([]);
  expect(await ground.frame.database.$count(round)).toBe(1);
});
