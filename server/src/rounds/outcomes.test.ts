import { ParlourError } from '@parlour/wire';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { abortRound } from '../operators/abort-round.ts';
import { roundStatus } from '../operators/watch-rounds.ts';
import { roundOutcome } from '../database/schema/rounds.ts';
import { bytesOf, hexOf } from './ids.ts';
import { defaultLegTimes } from './leg-times.ts';
import { outcomeCounts } from './outcome-counts.ts';
import { outcomeOf } from './outcome-of.ts';
import { type DrivenRound, drivenRound, random } from './test/driven-round.ts';
import { type Replica, roundGround, type RoundGround } from './test/round-ground.ts';

let ground: RoundGround;
let replica: Replica;
let driven: DrivenRound;

beforeAll(async () => {
  ground = await roundGround(defaultLegTimes);
  replica = await ground.replica();
  driven = await drivenRound(ground);
});
afterAll(() => ground.close());

const post = (body: Uint8Array, id = driven.id) =>
  replica.server.inject({
    method: 'POST',
    url: `/api/rounds/${id}/messages`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from(body),
  });
const outcomes = async () => (await roundStatus(ground.frame.database, bytesOf(driven.id))).outcomes;

describe('messages by what became of them', () => {
  it('are counted by round, durably, and tell nothing of a device', async () => {
    const [first, second] = [await driven.device(), await driven.device()];
    const bad = await driven.device({ token: Uint8Array.of(0) });
    await post(first.state.outbox);
    await post(second.state.outbox);
    for (let again = 0; again < 3; again += 1) await post(first.state.outbox);
    const other = await driven.device({ signingSeed: second.signingSeed });
    await post(other.state.outbox);
    for (let again = 0; again < 2; again += 1) await post(bad.state.outbox);
    await post(Uint8Array.of(1, 2, 3));
    await post(new Uint8Array(70_000));
    await post(Uint8Array.of(1), hexOf(random()));
    await post(Uint8Array.of(1), 'AB');
    await ground.frame.database.transaction((one) => abortRound(ground.frame, one, bytesOf(driven.id)));
    await vi.waitFor(async () => {
      await post(first.state.outbox);
      expect((await outcomes()).late).toBeGreaterThan(0);
    }, 30_000);
    await replica.close();
    const { late, ...rest } = await outcomes();
    expect(rest).toEqual({ accepted: 2, duplicate: 4, malformed: 2, wrongToken: 2, refused: 0 });
    expect(late).toBeGreaterThan(0);
    expect(Object.keys(roundOutcome).filter((name) => !name.startsWith('_'))).toEqual([
      'roundId',
      'outcome',
      'messages',
      'enableRLS',
    ]);
  });

  it('are added up by any number of replicas', async () => {
    const { database } = ground.frame;
    const failures: unknown[] = [];
    const counts = [1, 2, 3].map(() => outcomeCounts(database, (error) => failures.push(error), 20));
    const before = (await outcomes()).refused;
    for (let i = 0; i < 300; i += 1) counts[i % 3].count(driven.id, 'refused');
    await Promise.all(counts.map((each) => each.close()));
    expect((await outcomes()).refused).toBe(before + 300);
    expect(failures).toEqual([]);
  });

  it('do not count what is no word on a message', () => {
    const text = { message: '', meaning: '', mend: '' };
    expect(outcomeOf(new ParlourError('http/unavailable', text))).toBeUndefined();
    expect(outcomeOf(new Error('no'))).toBeUndefined();
    expect(outcomeOf(new ParlourError('aggregation/round-full', text))).toBe('refused');
  });
});
