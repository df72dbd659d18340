import { setTimeout as pause } from 'node:timers/promises';
import { admissionBytes, closeCodeOf, RELAY_LIMITS, type RelayRefusal } from '@parlour/wire/relay';
import fc from 'fast-check';
import { connect as connectTo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bytesOf } from '../rounds/ids.ts';
import { roomDocument } from './room-document.ts';
import {
  deviceName,
  fills,
  outerUpdate,
  type RelayGround,
  relayGround,
  sealedLike,
  testKey,
  type TestReplica,
  testRoom,
  type TestSocket,
} from './test/relay-ground.ts';

let ground: RelayGround;
let relay: TestReplica;
beforeAll(async () => {
  ground = await relayGround();
  relay = await ground.replica();
});
afterAll(() => ground.close());

const codes = (...refusals: RelayRefusal[]) => refusals.map(closeCodeOf);
const one = async (refusal: RelayRefusal, socket: TestSocket) =>
  expect(await socket.closed, refusal).toBe(closeCodeOf(refusal));

describe('whoever has not the room’s key', () => {
  it('is not admitted: by another key, another challenge, another room, or none of it', async () => {
    const room = testRoom();
    const other = testRoom();
    const seen = relay.socket(room.id);
    const { challenge: old } = await seen.hear('challenge');
    const { origin } = seen;
    const tries: ((challenge: Uint8Array) => { publicKey: Uint8Array; signature: Uint8Array })[] = [
      // Somebody else's key, rightly used.
      (challenge) => ({
        publicKey: other.key.publicKey,
        signature: other.key.sign(admissionBytes(bytesOf(room.id), challenge, origin)),
      }),
      // The right key's name, and somebody else's signature.
      (challenge) => ({
        publicKey: room.key.publicKey,
        signature: testKey().sign(admissionBytes(bytesOf(room.id), challenge, origin)),
      }),
      // For the challenge of another connection.
      () => ({
        publicKey: room.key.publicKey,
        signature: room.key.sign(admissionBytes(bytesOf(room.id), old, origin)),
      }),
      // For another room.
      (challenge) => ({
        publicKey: room.key.publicKey,
        signature: room.key.sign(admissionBytes(bytesOf(other.id), challenge, origin)),
      }),
      // For another relay, or another port of this one, or none.
      ...['https://films.example', 'http://127.0.0.1:1', ''].map((name) => (challenge: Uint8Array) => ({
        publicKey: room.key.publicKey,
        signature: room.key.sign(admissionBytes(bytesOf(room.id), challenge, name)),
      })),
      () => ({ publicKey: new Uint8Array(32), signature: new Uint8Array(64) }),
    ];
    for (const answer of tries) {
      const socket = relay.socket(room.id);
      const { challenge } = await socket.hear('challenge');
      expect(challenge).not.toEqual(old);
      socket.send({ kind: 'admission', ...answer(challenge) });
      await one('not-admitted', socket);
    }
    await seen.leave();
  });

  it('gets and leaves nothing before that, and no second try', async () => {
    const room = testRoom();
    const owner = relay.socket(room.id);
    await owner.enter(room);
    await owner.put(outerUpdate(sealedLike(1)), 1);
    for (const message of [
      { kind: 'state', vector: Uint8Array.of(0) },
      { kind: 'update', update: outerUpdate(sealedLike(2)) },
      { kind: 'erase' },
    ] as const) {
      const socket = relay.socket(room.id);
      await socket.hear('challenge');
      socket.send(message);
      await one('not-admitted', socket);
      expect(socket.heard).toHaveLength(1);
    }
    const again = relay.socket(room.id);
    await again.hear('challenge');
    again.send({ kind: 'admission', publicKey: room.key.publicKey, signature: new Uint8Array(64) });
    await again.admit(room);
    await one('not-admitted', again);
    const late = relay.socket(room.id);
    expect(fills(await late.enter(room))).toEqual([1]);
    await Promise.all([owner.leave(), late.leave()]);
  });
});

describe('what is no message, or none of sealed updates', () => {
  it('ends the connection, and changes nothing', async () => {
    const room = testRoom();
    const text = new Y.Doc();
    text.getText(deviceName).insert(0, 'x'.repeat(1_000));
    const frames: (Uint8Array | string)[] = [
      Uint8Array.of(),
      Uint8Array.of(9),
      Uint8Array.of(0, 7, 0),
      Uint8Array.of(0, 2, 200, 1),
      Uint8Array.of(2, 1, ...new Uint8Array(33)),
      Uint8Array.of(2, 3, 0),
      'hello',
      Uint8Array.of(0, 2, 3, 1, 2, 3),
      Uint8Array.of(0, 0, 1, 255),
    ];
    for (const frame of frames) {
      const socket = relay.socket(room.id);
      await socket.enter(room);
      socket.socket.send(frame);
      await one('malformed', socket);
    }
    for (const update of [Y.encodeStateAsUpdate(text), Uint8Array.of(1, 1, 1)]) {
      const socket = relay.socket(room.id);
      await socket.enter(room);
      socket.send({ kind: 'update', update });
      await one('malformed', socket);
    }
    const late = relay.socket(room.id);
    expect(fills(await late.enter(room))).toEqual([]);
    await late.leave();
  });

  it('does no harm to the relay, whatever bytes they are', async () => {
    const room = testRoom();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), async (frames) => {
        const socket = relay.socket(room.id);
        await socket.enter(room);
        for (const frame of frames) if (socket.socket.readyState === 1) socket.send(frame);
        socket.socket.close();
        await socket.closed;
      }),
      { numRuns: 40 },
    );
    const late = relay.socket(room.id);
    await late.enter(room);
    await late.leave();
    expect(relay.log.join('')).not.toContain('"level":50');
  });

  it('cannot make yjs fail where a room is put together, in any order of its structs', () => {
    const varuints = (...numbers: number[]) => numbers;
    const small = fc.integer({ min: 0, max: 5 });
    const struct = fc.oneof(
      small.map((length) => varuints(0, length + 1)),
      small.map((length) => varuints(10, length + 1)),
      fc.tuple(small, small, small).map(([client, clock, length]) => [128 | 1, client, clock, length + 1]),
      fc.tuple(small, small).map(([client, clock]) => [64 | 1, client, clock, 1]),
      fc.constant([1, 1, 64, ...new TextEncoder().encode(deviceName), 2]),
    );
    const update = fc
      .tuple(
        small,
        small,
        fc.array(struct, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(small, small), { maxLength: 3 }),
      )
      .map(([client, clock, structs, deletions]) =>
        Uint8Array.from([
          1,
          structs.length,
          client,
          clock,
          ...structs.flat(),
          1,
          client,
          deletions.length,
          ...deletions.flatMap(([at, length]) => [at, length + 1]),
        ]),
      );
    fc.assert(
      fc.property(fc.array(update, { maxLength: 6 }), (updates) => {
        const document = roomDocument([...updates, outerUpdate(sealedLike(3))].map((body) => ({ body })));
        expect(fills(document)).toContain(3);
        const again = roomDocument([{ body: Y.encodeStateAsUpdate(document) }]);
        expect(fills(again)).toEqual(fills(document));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('whoever takes too much', () => {
  it('of one message is stopped before it is read', async () => {
    const room = testRoom();
    const socket = relay.socket(room.id);
    await socket.enter(room);
    socket.socket.send(new Uint8Array(RELAY_LIMITS.messageBytes + 1));
    // RFC 6455: a message that is too big.
    expect(await socket.closed).toBe(1009);
  });

  it('of messages or bytes in a short time is stopped, and what was kept before is kept', async () => {
    const slow = await ground.replica({
      messages: { burst: 30, perSecond: 1 },
      bytes: { burst: 20_000, perSecond: 1 },
    });
    const room = testRoom();
    const many = slow.socket(room.id);
    await many.enter(room);
    for (let i = 0; i < 40; i += 1) many.send({ kind: 'update', update: Uint8Array.of(0, 0) });
    await one('too-fast', many);
    const large = slow.socket(room.id);
    await large.enter(room);
    await large.put(outerUpdate(sealedLike(1, 5_000)), 1);
    large.send({ kind: 'update', update: outerUpdate(sealedLike(2, 18_000)) });
    await one('too-fast', large);
    const asking = slow.socket(room.id);
    await asking.enter(room);
    for (let i = 0; i < 8; i += 1) asking.send({ kind: 'state', vector: Uint8Array.of(0) });
    await one('too-fast', asking);
    const late = relay.socket(room.id);
    expect(fills(await late.enter(room))).toEqual([1]);
    await late.leave();
  });

  it('of a room’s space gets no more, until what is done with is taken out', async () => {
    const small = await ground.replica({ roomBytes: 10_000 });
    const room = testRoom();
    const document = new Y.Doc();
    const array = document.getArray(deviceName);
    const first = small.socket(room.id);
    await first.enter(room);
    for (let i = 0; i < 4; i += 1) {
      array.push([sealedLike(i, 2_000)]);
    }
    await first.put(Y.encodeStateAsUpdate(document), 1);
    const before = Y.encodeStateVector(document);
    array.push([sealedLike(8, 4_000)]);
    first.send({ kind: 'update', update: Y.encodeStateAsUpdate(document, before) });
    await one('room-full', first);
    const second = small.socket(room.id);
    expect(fills(await second.enter(room))).toEqual([0, 1, 2, 3]);
    array.delete(0, 3);
    await second.put(Y.encodeStateAsUpdate(document, before), 1);
    const late = small.socket(room.id);
    expect(fills(await late.enter(room))).toEqual([3, 8]);
    await Promise.all([second.leave(), late.leave()]);
  });

  it('of what is read for it, by coming again and again, is stopped', async () => {
    const few = await ground.replica({ placeReads: { burst: 25_000, perSecond: 1 } });
    const room = testRoom();
    const owner = few.socket(room.id);
    await owner.enter(room);
    await owner.put(outerUpdate(sealedLike(1, 9_000)), 1);
    for (let i = 0; i < 2; i += 1) {
      const again = few.socket(room.id);
      await again.enter(room);
      await again.leave();
    }
    const third = few.socket(room.id);
    await third.admit(room);
    third.send({ kind: 'state', vector: Uint8Array.of(0) });
    await one('too-fast', third);
    expect(third.heard.map(({ kind }) => kind)).not.toContain('missing');
    await owner.leave();
  });

  it('of a room that it keeps full, so that it is put together each time, is stopped', async () => {
    const small = await ground.replica({ roomBytes: 10_000, placeReads: { burst: 45_000, perSecond: 1 } });
    const room = testRoom();
    const document = new Y.Doc();
    const array = document.getArray(deviceName);
    const socket = small.socket(room.id);
    await socket.enter(room);
    for (let i = 0; i < 4; i += 1) array.push([sealedLike(i, 2_200)]);
    await socket.put(Y.encodeStateAsUpdate(document), 1);
    for (let i = 0; i < 8 && socket.socket.readyState === 1; i += 1) {
      const before = Y.encodeStateVector(document);
      document.transact(() => {
        array.delete(0, 1);
        array.push([sealedLike(10 + i, 2_200)]);
      });
      socket.send({ kind: 'update', update: Y.encodeStateAsUpdate(document, before) });
    }
    await one('too-fast', socket);
    expect(Math.max(...socket.heard.map((each) => (each.kind === 'kept' ? each.count : 0)))).toBeGreaterThan(
      2,
    );
  });

  it('of memory, by asking for a room and not taking it, is let go, and keeps nobody else waiting', async () => {
    const room = testRoom();
    const [greedy, other] = [
      await ground.replica({ placeLoad: 2 ** 20, taking: { ms: 500, perSecond: 2 ** 40 } }),
      testRoom(),
    ];
    const owner = greedy.socket(room.id);
    await owner.enter(room);
    // More than what lies on the way between two processes.
    for (let i = 1; i <= 3; i += 1) await owner.put(outerUpdate(sealedLike(i, 2 ** 23)), i);
    const taking = greedy.socket(room.id);
    await taking.admit(room);
    taking.socket.pause();
    taking.send({ kind: 'state', vector: Uint8Array.of(0) });
    // From the same place, for which there is no more room until then; a room with something in it.
    const honest = greedy.socket(other.id);
    await honest.enter(other);
    await honest.put(outerUpdate(sealedLike(7)), 1);
    const late = greedy.socket(other.id);
    expect(fills(await late.enter(other))).toEqual([7]);
    taking.socket.resume();
    await taking.closed;
    expect(await greedy.registry.metrics()).toMatch(/closed_total\{reason="too-slow"\} 1/);
    await Promise.all([owner, honest, late].map((socket) => socket.leave()));
  });

  it('of connections or new rooms is refused, by network', async () => {
    const few = await ground.replica({ connections: 3, newRooms: 2 });
    const rooms = [testRoom(), testRoom(), testRoom()];
    const sockets = rooms.map(({ id }) => few.socket(id));
    expect(sockets).toHaveLength(3);
    await Promise.all(sockets.map((socket, i) => socket.enter(rooms[i])));
    const fourth = few.socket(rooms[0].id);
    await one('too-many-connections', fourth);
    await sockets[0].put(outerUpdate(sealedLike(1)), 1);
    await sockets[1].put(outerUpdate(sealedLike(1)), 1);
    sockets[2].send({ kind: 'update', update: outerUpdate(sealedLike(1)) });
    await one('too-many-rooms', sockets[2]);
    // A room that is there already may be used, and a connection that has ended counts no more.
    const again = few.socket(rooms[0].id);
    await again.enter(rooms[0]);
    await again.put(outerUpdate(sealedLike(2)), 1);
    await Promise.all([again, sockets[0], sockets[1]].map((socket) => socket.leave()));
  });

  it('of memory, by messages that never end, is let go', async () => {
    const tight = await ground.replica({ unfinishedBytes: 400_000 });
    const [host, port] = tight.url.split(':');
    const room = testRoom();
    const raw = async (): Promise<Socket> => {
      const socket = connectTo(Number(port), host);
      socket.on('error', () => undefined);
      socket.write(
        `GET /api/sync/rooms/${room.id} HTTP/1.1\r\nhost: ${tight.url}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
      );
      await once(socket, 'data');
      // A masked binary message of 16 MB, of which some comes.
      const head = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
      socket.write(Buffer.concat([head, Buffer.alloc(150_000)]));
      return socket;
    };
    const sockets = [await raw(), await raw(), await raw(), await raw()];
    const ended = Promise.any(sockets.map((socket) => once(socket, 'close')));
    sockets.forEach((socket) => socket.write(Buffer.alloc(60_000)));
    await ended;
    const still = tight.socket(room.id);
    expect(fills(await still.enter(room))).toEqual([]);
    await still.leave();
    for (const socket of sockets) socket.destroy();
  });
});

it('what a socket is closed with is what devices know', () => {
  expect(codes('malformed', 'not-admitted', 'too-fast')).toEqual([4400, 4401, 4429]);
});

it('a room is asked for over a WebSocket, by an id', async () => {
  const answer = await fetch(`http://${relay.url}/api/sync/rooms/${testRoom().id}`);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    426,
    'relay/not-a-socket',
  ]);
  const elsewhere = await fetch(`http://${relay.url}/api/operator/rounds`);
  expect(elsewhere.headers.get('content-type')).toMatch('application/problem+json');
  expect(await elsewhere.json()).toMatchObject({ status: 404, code: 'http/not-found' });
  for (const id of ['x', 'A'.repeat(32), '0'.repeat(33)]) await one('malformed', relay.socket(id));
  await pause(0);
});
