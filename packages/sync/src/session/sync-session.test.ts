import { describe, expect, it } from 'vitest';
import { SharedRecord } from '../document/shared-record.ts';
import { openReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import { stateToBytes } from '../replica/replica-state.ts';
import { LEAST_PADDED_BYTES, sealedSize } from '../sealing/sealed-update.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { MemoryRelay } from '../test/memory-relay.ts';
import { firstDevice, joinBy, seededDocument } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { StoredReplica } from '../test/stored-replica.ts';
import { testEvent } from '../test/test-event.ts';
import type { RoomLink } from '../transport/room-link.ts';
import { relayAddress } from '../transport/relay-address.ts';
import { SyncSession } from './sync-session.ts';

const tools: Tools = { suite: cheapSuite, random: seededRandom(12) };
const edit = ({ document }: Replica, id: string): unknown =>
  new SharedRecord(document).addEvents([testEvent(id, 1.6e12)]);
const ids = ({ document }: Replica): string[] =>
  new SharedRecord(document)
    .events()
    .map(({ id }) => id)
    .sort();

interface Stored {
  readonly session: SyncSession;
  disk: StoredReplica;
  save: () => Promise<void>;
}

function open(
  relay: MemoryRelay,
  replica: Replica,
  disk = new StoredReplica(replica),
  connect = relay.connect,
): Stored {
  const stored: Stored = {
    session: undefined as never,
    disk,
    save: () => Promise.resolve(),
  };
  const session = new SyncSession({
    replica,
    relay: relayAddress('https://relay.example/'),
    tools: relay.tools,
    absorb: () => Promise.resolve(),
    async save() {
      await stored.save();
      disk.store();
    },
    onChange: () => undefined,
    connect,
  });
  return Object.assign(stored, { session });
}

/** Until nobody has anything to do. */
async function calm(...all: readonly Stored[]): Promise<void> {
  for (let i = 0; i < 12; i++) for (const { session } of all) await session.turn();
}

/** Two devices that have seen everything of each other. */
async function two(): Promise<{ relay: MemoryRelay; a: Stored; b: Stored }> {
  const relay = new MemoryRelay();
  const first = firstDevice(tools);
  const a = open(relay, first);
  const b = open(relay, joinBy(tools, first));
  await calm(a, b);
  return { relay, a, b };
}

describe('a session of a device', () => {
  it('carries edits to the other device, and is up to date only then', async () => {
    const { relay, a, b } = await two();
    expect([a.session.status.kind, b.session.status.kind]).toEqual(['up-to-date', 'up-to-date']);
    relay.isUp = false;
    relay.tell();
    edit(a.session.replica, 'one');
    edit(b.session.replica, 'two');
    await calm(a, b);
    expect(a.session.status).toMatchObject({ kind: 'offline', why: { code: 'relay/unreachable' } });
    expect(ids(b.session.replica)).toEqual(['two']);
    relay.isUp = true;
    relay.tell();
    await calm(a, b);
    expect(ids(a.session.replica)).toEqual(['one', 'two']);
    expect(ids(b.session.replica)).toEqual(['one', 'two']);
    await a.session.settled();
    expect([a.session.status.kind, b.session.status.kind]).toEqual(['up-to-date', 'up-to-date']);
  });

  it('puts a checkpoint in the place of many edits once nothing more is done', async () => {
    const { relay, a, b } = await two();
    const room = a.session.replica.room?.id as string;
    for (let i = 0; i < 60; i++) {
      edit(a.session.replica, `e${i}`);
      await a.session.turn();
    }
    await calm(a, b);
    const lying = (): number => relay.room(room).getArray(a.session.replica.keys.id).length;
    expect(lying()).toBeGreaterThan(60);
    relay.advance(5_000);
    await calm(a, b);
    expect(lying()).toBeLessThan(3);
    const late = open(relay, joinBy(tools, a.session.replica));
    await calm(a, late, b);
    expect(ids(late.session.replica)).toHaveLength(60);
    expect([a, b, late].map(({ session }) => session.status.kind)).toEqual(Array(3).fill('up-to-date'));
  });

  it('sends what was done before the checkpoint that has become due by it', async () => {
    const { relay, a, b } = await two();
    const room = relay.room(a.session.replica.room?.id as string);
    const lying = (): number => room.getArray(a.session.replica.keys.id).length;
    // Somebody goes on and on: there is no quiet moment.
    let before = lying();
    for (let i = 0; ; i++) {
      expect(i).toBeLessThan(1_000);
      edit(a.session.replica, `e${i}`);
      await calm(a, b);
      expect(ids(b.session.replica)).toContain(`e${i}`);
      relay.advance(900);
      if (lying() < before) break;
      before = lying();
    }
    expect(before).toBeGreaterThan(160);
    expect(lying()).toBeLessThan(5);
    expect(ids(b.session.replica)).toEqual(ids(a.session.replica));
  });

  it('sends nothing that is not stored, and says so', async () => {
    const { relay, a, b } = await two();
    const before = relay.sizes.length;
    a.save = () => Promise.reject(new Error('the disk is full'));
    edit(a.session.replica, 'one');
    await calm(a, b);
    expect(relay.sizes.length).toBe(before);
    expect(a.session.status).toMatchObject({ kind: 'blocked', because: 'storage' });
    await expect(a.session.settled()).rejects.toMatchObject({ code: 'sync/not-stored' });
    a.save = () => Promise.resolve();
    relay.advance(15_000);
    await calm(a, b);
    expect(ids(b.session.replica)).toEqual(['one']);
    expect(a.session.status.kind).toBe('up-to-date');
  });

  it('goes on after a restart with the same numbers, and puts nothing there twice', async () => {
    const { relay, a, b } = await two();
    edit(a.session.replica, 'one');
    await calm(a, b);
    await a.session.close();
    const again = open(relay, openReplica(tools, a.disk.bytes, seededDocument(tools)));
    await calm(again, b);
    edit(again.session.replica, 'two');
    await calm(again, b);
    expect(ids(b.session.replica)).toEqual(['one', 'two']);
    expect(b.session.replica.forks()).toEqual([]);
    const room = relay.room(again.session.replica.room?.id as string);
    const lying = room.getArray(again.session.replica.keys.id).length;
    expect(lying).toBe(again.session.replica.log(again.session.replica.room?.id as string).length);
  });

  it('leaves with everything that it knows, and changes nothing where nobody would hear of it', async () => {
    const { relay, a, b } = await two();
    edit(b.session.replica, 'one');
    relay.isUp = false;
    relay.tell();
    await expect(b.session.leave()).rejects.toMatchObject({ code: 'relay/unreachable' });
    expect(b.session.replica.isMember).toBe(true);
    relay.isUp = true;
    relay.tell();
    await calm(a, b);
    await b.session.leave();
    await calm(a);
    expect([...a.session.replica.group.members.devices.keys()]).toEqual([a.session.replica.keys.id]);
    expect(a.session.replica.group.members.needsNewEpoch).toBe(false);
    expect(ids(a.session.replica)).toEqual(['one']);
    expect(b.session.status).toMatchObject({ kind: 'blocked', because: 'not-a-member' });
    expect(a.session.status.kind).toBe('up-to-date');
  });

  it('without keys sends nothing, whatever the person does', async () => {
    const { relay, a, b } = await two();
    await a.session.close();
    const { replica } = a.session;
    const stored = stateToBytes({ ...replica.state(), epochKeys: {} });
    const crippled = open(relay, openReplica(tools, [stored], seededDocument(tools)));
    const before = relay.sizes.length;
    edit(crippled.session.replica, 'one');
    await calm(crippled, b);
    expect(relay.sizes.length).toBe(before);
    expect(crippled.session.status).toMatchObject({ kind: 'blocked', because: 'keys-missing' });
  });

  it('moves on by itself when something lies there that no device wrote; the others follow', async () => {
    const { relay, a, b } = await two();
    const room = a.session.replica.room?.id as string;
    edit(b.session.replica, 'one');
    await calm(a, b);
    const forged = new Uint8Array(sealedSize(LEAST_PADDED_BYTES)).fill(1);
    relay.room(room).getArray(b.session.replica.keys.id).push([forged]);
    await calm(a, b);
    expect([a.session.moved, a.session.replica.generation]).toEqual(['forgery', 1]);
    expect(b.session.replica.room?.id).toBe(a.session.replica.room?.id);
    edit(b.session.replica, 'two');
    await calm(a, b);
    expect(ids(a.session.replica)).toEqual(['one', 'two']);
    expect([a.session.status.kind, b.session.status.kind]).toEqual(['up-to-date', 'up-to-date']);
  });

  it('is not up to date where a message of the relay could not be read, and moves on', async () => {
    const { relay, a, b } = await two();
    await a.session.close();
    let damaged = 0;
    let isTold = (): void => undefined;
    // A relay that sends something else than sealed updates, in the room that is current and in no other.
    const { room } = a.session.replica;
    const again = open(relay, openReplica(tools, a.disk.bytes, seededDocument(tools)), undefined, (parts) => {
      const link = relay.connect(parts);
      if (parts.room.id !== room?.id) return link;
      return Object.create(link, {
        damaged: { get: () => damaged },
        subscribe: {
          value: (listener: () => void) => {
            isTold = listener;
            return link.subscribe(listener);
          },
        },
      }) as RoomLink;
    });
    await calm(again, b);
    expect(again.session.status.kind).toBe('up-to-date');
    damaged = 2;
    expect(again.session.status).toMatchObject({ kind: 'blocked', because: 'gap' });
    isTold();
    await calm(again, b);
    expect([again.session.moved, again.session.replica.refusals.forged]).toEqual(['forgery', 2]);
    edit(b.session.replica, 'one');
    await calm(again, b);
    expect(ids(again.session.replica)).toEqual(['one']);
    expect([again.session.status.kind, b.session.status.kind]).toEqual(['up-to-date', 'up-to-date']);
  });

  it('moves on when something stays missing, and loses nothing by it', async () => {
    const { relay, a, b } = await two();
    const first = joinBy(tools, a.session.replica);
    await a.session.turn();
    const c = open(relay, first);
    await calm(a, b, c);
    const room = relay.room(a.session.replica.room?.id as string);
    await c.session.close();
    edit(a.session.replica, 'one');
    await calm(a, b);
    // The relay loses what a has written, after b has seen it.
    const lost = room.getArray(a.session.replica.keys.id);
    await a.session.close();
    lost.delete(0, lost.length);
    edit(b.session.replica, 'two');
    await calm(b);
    const late = open(relay, openReplica(tools, c.disk.bytes, seededDocument(tools)));
    await calm(b, late);
    expect(late.session.status).toMatchObject({ kind: 'blocked', because: 'gap' });
    for (let i = 0; i < 5; i++) {
      relay.advance(15_000);
      await calm(b, late);
    }
    expect(late.session.moved).toBe('gap');
    await calm(b, late);
    expect(ids(late.session.replica)).toEqual(['one', 'two']);
    expect(late.session.status.kind).toBe('up-to-date');
  });
});
