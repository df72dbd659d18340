import { setTimeout as pause } from 'node:timers/promises';
import { closeCodeOf, RELAY_LIMITS } from '@parlour/wire/relay';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  deviceName,
  fills,
  outerUpdate,
  type RelayGround,
  relayGround,
  sealedLike,
  type TestReplica,
  testRoom,
} from './test/relay-ground.ts';

let ground: RelayGround;
let here: TestReplica;
let there: TestReplica;

beforeAll(async () => {
  ground = await relayGround();
  here = await ground.replica();
  there = await ground.replica();
});
afterAll(() => ground.close());

const byNumber = (a: number, b: number): number => a - b;
const updatesOf = async (id: string): Promise<number> => {
  const { rows } = await here.database.execute<{ count: number }>(
    sql`select count(*)::int as count from parlour.relay_update where room_id = decode(${id}, 'hex')`,
  );
  return rows[0].count;
};
const bytesOfRoom = async (id: string): Promise<[stated: number, lying: number]> => {
  const { rows } = await here.database.execute<{ stated: string; lying: string }>(
    sql`select bytes as stated, (select coalesce(sum(octet_length(body)), 0) from parlour.relay_update where room_id = id) as lying
      from parlour.relay_room where id = decode(${id}, 'hex')`,
  );
  return [Number(rows[0].stated), Number(rows[0].lying)];
};

describe('a room', () => {
  it('gives everybody what was left there, at once and later, on this replica and on another', async () => {
    const room = testRoom();
    const [a, b, c] = [here.socket(room.id), here.socket(room.id), there.socket(room.id)];
    for (const one of [a, b, c]) expect(fills(await one.enter(room))).toEqual([]);
    await a.put(outerUpdate(sealedLike(1)), 1);
    for (const one of [b, c]) await one.hear('update');
    await c.put(outerUpdate(sealedLike(2)), 1);
    await b.hear('update', ({ update }) => update.includes(2));
    await a.hear('update', ({ update }) => update.includes(2));
    const late = there.socket(room.id);
    expect(fills(await late.enter(room)).toSorted(byNumber)).toEqual([1, 2]);
    // What one says is not said to it again.
    expect(a.heard.filter(({ kind }) => kind === 'update')).toHaveLength(1);
    await Promise.all([a, b, c, late].map((one) => one.leave()));
  });

  it('is told once of each, here and on another replica, however many there are', async () => {
    const room = testRoom();
    const [a, b, c] = [here.socket(room.id), here.socket(room.id), there.socket(room.id)];
    for (const one of [a, b, c]) await one.enter(room);
    const document = new Y.Doc();
    let sent = 0;
    document.on('update', (update: Uint8Array) => {
      sent += 1;
      a.send({ kind: 'update', update });
    });
    for (let i = 0; i < 300; i += 1) document.getArray(deviceName).push([sealedLike(i % 256)]);
    await a.hear('kept', ({ count }) => count === sent);
    const newest = ({ update }: { update: Uint8Array }) => update.includes(299 % 256, 40);
    await b.hear('update', newest);
    while (fills(c.document()).length < 300) await c.next();
    // Put together, though nobody has asked for it.
    expect(await updatesOf(room.id)).toBeLessThan(60);
    for (const one of [b, c]) {
      expect(fills(one.document())).toEqual(Array.from({ length: 300 }, (_, i) => i % 256));
      expect(one.heard.filter(({ kind }) => kind === 'update')).toHaveLength(300);
    }
    await Promise.all([a, b, c].map((one) => one.leave()));
  });

  it('takes the same once more, and what says nothing, without trouble', async () => {
    const room = testRoom();
    const a = here.socket(room.id);
    await a.enter(room);
    const update = outerUpdate(sealedLike(1), sealedLike(2));
    await a.put(update, 1);
    await a.put(update, 2);
    await a.put(Uint8Array.of(0, 0), 3);
    a.send({ kind: 'missing', update });
    await a.hear('kept', ({ count }) => count === 4);
    const b = there.socket(room.id);
    expect(fills(await b.enter(room))).toEqual([1, 2]);
    await Promise.all([a.leave(), b.leave()]);
  });

  it('says what it has, so that a device sends the rest', async () => {
    const room = testRoom();
    const a = here.socket(room.id);
    await a.enter(room);
    const document = new Y.Doc();
    document.getArray(deviceName).push([sealedLike(1)]);
    await a.put(Y.encodeStateAsUpdate(document), 1);
    document.getArray(deviceName).push([sealedLike(2)]);
    const again = here.socket(room.id);
    await again.enter(room);
    const { vector } = await again.hear('state');
    const rest = Y.encodeStateAsUpdate(document, vector);
    expect(rest.length).toBeLessThan(2 * 653);
    await again.put(rest, 1);
    const b = here.socket(room.id);
    expect(fills(await b.enter(room))).toEqual([1, 2]);
    await Promise.all([a.leave(), again.leave(), b.leave()]);
  });

  it('takes the space of what lies there, and no more, however much has come and gone', async () => {
    const room = testRoom();
    const a = here.socket(room.id);
    await a.enter(room);
    const document = new Y.Doc();
    const array = document.getArray(deviceName);
    let kept = 0;
    let update = Promise.resolve();
    document.on('update', (one: Uint8Array) => {
      kept += 1;
      update = a.put(one, kept);
    });
    for (let i = 0; i < 60; i += 1) {
      array.push([sealedLike(i, 2_000)]);
      await update;
      if (array.length > 3) array.delete(0);
      await update;
    }
    expect(await updatesOf(room.id)).toBe(kept);
    const b = there.socket(room.id);
    expect(fills(await b.enter(room))).toEqual([57, 58, 59]);
    // The answer is given before there is less.
    b.send({ kind: 'state', vector: Uint8Array.of(0) });
    await b.hear('missing', (one) => one !== b.heard.find(({ kind }) => kind === 'missing'));
    expect(await updatesOf(room.id)).toBe(1);
    const [stated, lying] = await bytesOfRoom(room.id);
    expect(stated).toBe(lying);
    expect(lying).toBeLessThan(3 * 2_000 + 500);
    const c = here.socket(room.id);
    expect(fills(await c.enter(room))).toEqual([57, 58, 59]);
    await Promise.all([a, b, c].map((one) => one.leave()));
  });

  it('is sent in parts where it is more than a message', async () => {
    const room = testRoom();
    const a = here.socket(room.id);
    await a.enter(room);
    const size = 5 * 2 ** 20;
    for (let i = 1; i <= 5; i += 1) await a.put(outerUpdate(sealedLike(i, size)), i);
    const b = there.socket(room.id);
    expect(fills(await b.enter(room)).toSorted(byNumber)).toEqual([1, 2, 3, 4, 5]);
    const parts = b.heard.flatMap((one) => ('update' in one ? one.update.length : []));
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts)).toBeLessThan(RELAY_LIMITS.messageBytes);
    await Promise.all([a.leave(), b.leave()]);
  });

  it('is erased for everybody, on every replica, and stays so', async () => {
    const room = testRoom();
    const [a, b, c] = [here.socket(room.id), here.socket(room.id), there.socket(room.id)];
    for (const one of [a, b, c]) await one.enter(room);
    await a.put(outerUpdate(sealedLike(1)), 1);
    await c.hear('update');
    a.send({ kind: 'erase' });
    const erased = closeCodeOf('room-erased');
    expect(await Promise.all([a.closed, b.closed, c.closed])).toEqual([erased, erased, erased]);
    expect(await updatesOf(room.id)).toBe(0);
    expect(await bytesOfRoom(room.id)).toEqual([0, 0]);
    const late = there.socket(room.id);
    await late.admit(room);
    expect(await late.closed).toBe(erased);
  });

  it('is told to whoever missed it, once a replica hears again', async () => {
    const room = testRoom();
    const a = here.socket(room.id);
    const c = there.socket(room.id);
    await a.enter(room);
    await c.enter(room);
    await here.database.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parlour steady' and datname = current_database()`,
    );
    await a.put(outerUpdate(sealedLike(7)), 1);
    const { update } = await c.hear('update', (told) => told.update.includes(7));
    expect(update.length).toBeGreaterThan(653);
    await Promise.all([a.leave(), c.leave()]);
  });
});

describe('a relay that is stopped', () => {
  it('ends what came, lets everybody go, and has lost nothing', async () => {
    const room = testRoom();
    const replica = await ground.replica();
    const a = replica.socket(room.id);
    await a.enter(room);
    for (let i = 1; i <= 20; i += 1) a.send({ kind: 'update', update: outerUpdate(sealedLike(i)) });
    await a.hear('kept');
    const closing = replica.close();
    expect(await a.closed).toBe(closeCodeOf('unavailable'));
    await closing;
    const kept = Math.max(...a.heard.flatMap((one) => (one.kind === 'kept' ? one.count : [])));
    const b = here.socket(room.id);
    const found = fills(await b.enter(room));
    for (let i = 1; i <= kept; i += 1) expect(found).toContain(i);
    await b.leave();
  });

  it('logs routes, and neither rooms nor addresses', async () => {
    await pause(0);
    const lines = [...here.log, ...there.log].join('');
    expect(lines).not.toMatch(/[0-9a-f]{32}|127\.0\.0\.1:\d+\/api/);
    expect(lines).not.toContain('"level":50');
  });
});
