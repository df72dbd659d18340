import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetUnused } from './forget-unused.ts';
import { type RelayGround, relayGround, type TestReplica } from './test/relay-ground.ts';

let ground: RelayGround;
let here: TestReplica;
let there: TestReplica;
beforeAll(async () => {
  ground = await relayGround();
  here = await ground.replica({ pairingRequests: 10_000, pairingWords: 10_000 });
  there = await ground.replica({ pairingRequests: 10_000, pairingWords: 10_000 });
});
afterAll(() => ground.close());

const newId = () => randomBytes(16).toString('hex');
const urlOf = ({ url }: TestReplica, id: string, place: string) =>
  `http://${url}/api/sync/rendezvous/${id}/${place}`;

async function outcome(answer: Response): Promise<string> {
  if (answer.status === 204) return 'done';
  const { code, bytes } = (await answer.json()) as { code?: string; bytes?: string };
  return code ?? bytes ?? 'done';
}
const say = async (replica: TestReplica, id: string, place: string, bytes: string) =>
  outcome(
    await fetch(urlOf(replica, id, place), {
      method: 'POST',
      body: JSON.stringify({ bytes }),
      headers: { 'content-type': 'application/json' },
    }),
  );
const hear = async (replica: TestReplica, id: string, place: string) =>
  outcome(await fetch(urlOf(replica, id, place)));
const age = (id: string, seconds: number) =>
  here.database.execute(
    sql`update parlour.relay_rendezvous set begun_at = begun_at - make_interval(secs => ${seconds}) where id = decode(${id}, 'hex')`,
  );

describe('two devices that pair', () => {
  it('hear each other, each from its own replica, whoever is first', async () => {
    const id = newId();
    const hello = hear(there, id, 'newcomer/first');
    expect(await say(here, id, 'newcomer/first', '01')).toBe('done');
    expect(await hello).toBe('01');
    const answer = hear(here, id, 'host/first');
    expect(await say(there, id, 'host/first', '02')).toBe('done');
    expect(await answer).toBe('02');
    expect(await say(here, id, 'newcomer/second', '03')).toBe('done');
    expect(await hear(there, id, 'newcomer/second')).toBe('03');
    expect(await say(there, id, 'host/second', '04')).toBe('done');
    expect(await hear(here, id, 'host/second')).toBe('04');
  });

  it('say each thing once: the same again is fine, something else is not', async () => {
    const id = newId();
    expect(await say(here, id, 'newcomer/first', '01')).toBe('done');
    expect(await say(there, id, 'newcomer/first', '01')).toBe('done');
    expect(await say(here, id, 'newcomer/first', '02')).toBe('relay/said-already');
    expect(await hear(here, id, 'newcomer/first')).toBe('01');
  });

  it('have two minutes from the first word on, and no second time', async () => {
    const id = newId();
    await say(here, id, 'newcomer/first', '01');
    await age(id, 110);
    expect(await hear(there, id, 'newcomer/first')).toBe('01');
    await age(id, 11);
    expect(await hear(there, id, 'newcomer/first')).toBe('relay/pairing-over');
    expect(await say(there, id, 'host/first', '02')).toBe('relay/pairing-over');
    await forgetUnused(here.database);
    const { rows } = await here.database.execute(
      sql`select from parlour.relay_pairing_message where rendezvous_id = decode(${id}, 'hex')`,
    );
    expect(rows).toEqual([]);
    expect(await say(here, id, 'newcomer/first', '01')).toBe('relay/pairing-over');
  });

  it('wait no longer than the server lives', async () => {
    const replica = await ground.replica();
    const waiting = fetch(urlOf(replica, newId(), 'newcomer/first')).then(
      ({ status }) => status,
      () => undefined,
    );
    await replica.close();
    // Whether it had come to wait or not.
    expect([204, 503, undefined]).toContain(await waiting);
  });

  it('say and hear so often and no more', async () => {
    const few = await ground.replica({ pairingRequests: 3, pairingWords: 2 });
    const id = newId();
    const said = ['newcomer/first', 'host/first', 'newcomer/second'].map(
      (place) => () => say(few, id, place, '01'),
    );
    const answers: string[] = [];
    for (const one of said) answers.push(await one());
    expect(answers).toEqual(['done', 'done', 'http/too-many']);
    for (let i = 0; i < 3; i += 1) expect(await hear(few, id, 'host/first')).toBe('01');
    expect(await hear(few, id, 'host/first')).toBe('http/too-many');
  });

  it('are asked for in form', async () => {
    expect(await say(here, newId(), 'newcomer/third', '01')).toMatch(/malformed/);
    expect(await say(here, newId(), 'guest/first', '01')).toMatch(/malformed/);
    expect(await say(here, newId(), 'host/first', 'xyz')).toMatch(/malformed/);
    expect(await say(here, 'abc', 'host/first', '01')).toMatch(/malformed/);
    expect(await hear(here, newId(), 'host/third')).toMatch(/malformed/);
    expect(await say(here, newId(), 'host/first', 'ab'.repeat(2 ** 20 + 1))).toMatch(/malformed|too-large/);
  });
});

describe('what nobody has used for long', () => {
  it('is forgotten, and nothing else', async () => {
    const [old, young] = [newId(), newId()];
    for (const [id, days] of [
      [old, 401],
      [young, 399],
    ] as const)
      await here.database.execute(
        sql`insert into parlour.relay_room (id, used_on) values (decode(${id}, 'hex'), current_date - ${days}::int)`,
      );
    await forgetUnused(here.database);
    const { rows } = await here.database.execute<{ id: string }>(
      sql`select encode(id, 'hex') as id from parlour.relay_room`,
    );
    const left = rows.map(({ id }) => id);
    expect([left.includes(old), left.includes(young)]).toEqual([false, true]);
  });
});
