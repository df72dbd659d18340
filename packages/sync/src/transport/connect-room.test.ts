import {
  admissionBytes,
  closeCodeOf,
  type RelayMessage,
  relayMessageFromBytes,
  relayMessageToBytes,
  type RelayRefusal,
} from '@parlour/wire/relay';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Room } from '../keys/room.ts';
import { fromHex } from '../bytes.ts';
import { OuterDocument } from '../outer/outer-document.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { firstDevice } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { connectRoom } from './connect-room.ts';
import type { LinkTools, RelaySocket } from './link-tools.ts';
import { relayAddress } from './relay-address.ts';
import type { RoomLink } from './room-link.ts';

/** The other end of a socket, of which the test is the relay. */
class ScriptedSocket {
  readyState = 1;
  binaryType = '';
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: RelayMessage[] = [];

  send(bytes: Uint8Array): void {
    const message = relayMessageFromBytes(bytes);
    if (message === undefined || message === 'ignored') throw new Error('no message');
    this.sent.push(message);
  }

  close(): void {
    this.readyState = 3;
  }

  say(message: RelayMessage | ArrayBuffer | string): void {
    const isPlain = message instanceof ArrayBuffer || typeof message === 'string';
    this.onmessage?.({ data: isPlain ? message : relayMessageToBytes(message).buffer });
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const challenge = new Uint8Array(32);
const nothing = Uint8Array.of(0, 0);
const room = firstDevice({ suite: cheapSuite, random: seededRandom(8) }).room as Room;
let time: number;
let timers: { at: number; work: () => void }[];
let sockets: ScriptedSocket[];
let outer: OuterDocument;
let link: RoomLink;

const tools: LinkTools = {
  suite: cheapSuite,
  open() {
    const socket = new ScriptedSocket();
    sockets.push(socket);
    return socket as unknown as RelaySocket;
  },
  now: () => time,
  after(milliseconds, work) {
    const timer = { at: time + milliseconds, work };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  },
  random: () => 0.5,
};

function advance(milliseconds: number): void {
  const end = time + milliseconds;
  for (;;) {
    const due = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
    if (due === undefined) break;
    timers = timers.filter((one) => one !== due);
    time = Math.max(time, due.at);
    due.work();
  }
  time = end;
}
const edit = (fill: number): void => {
  outer.document.getArray('d'.repeat(64)).push([new Uint8Array(700).fill(fill)]);
};
const last = (): ScriptedSocket => sockets.at(-1) as ScriptedSocket;
const kinds = (socket = last()): string[] => socket.sent.map(({ kind }) => kind);
function open(): void {
  last().say({ kind: 'challenge', challenge });
  last().say({ kind: 'state', vector: Uint8Array.of(0) });
  last().say({ kind: 'missing', update: nothing });
}

beforeEach(() => {
  time = 1_000;
  timers = [];
  sockets = [];
  outer = new OuterDocument();
  link = connectRoom({ tools, relay: relayAddress('https://relay.example/'), room, outer });
});

describe('a connection to a room', () => {
  it('signs for the relay that it has dialled, and for no other', () => {
    open();
    const [admission] = last().sent;
    if (admission?.kind !== 'admission') throw new Error('no admission');
    const isFor = (origin: string) => {
      const signed = cheapSuite.sha256(admissionBytes(fromHex(room.id), challenge, origin));
      return cheapSuite.verify(admission.publicKey, signed, admission.signature);
    };
    expect(
      ['https://relay.example', 'https://relay.example:444', 'https://other.example'].map(isFor),
    ).toEqual([true, false, false]);
  });

  it('sends what is done in one go as one, after a while, and counts it until it is kept', () => {
    open();
    expect([kinds(), link.waiting]).toEqual([['admission', 'state'], 0]);
    for (const fill of [1, 2, 3]) edit(fill);
    expect([kinds().length, link.waiting]).toEqual([2, 3]);
    // Half of 50 to 400 milliseconds.
    advance(224);
    expect(kinds()).toHaveLength(2);
    advance(1);
    expect(kinds()).toEqual(['admission', 'state', 'update']);
    const { update } = last().sent.at(-1) as RelayMessage & { kind: 'update' };
    const there = new Y.Doc();
    Y.applyUpdate(there, update);
    expect(there.getArray('d'.repeat(64))).toHaveLength(3);
    edit(4);
    last().say({ kind: 'kept', count: 1 });
    expect(link.waiting).toBe(1);
    link.flush();
    last().say({ kind: 'kept', count: 2 });
    expect(link.waiting).toBe(0);
  });

  it('sends on a new socket what the relay says it lacks, be it that it had been sent before', () => {
    open();
    edit(1);
    link.flush();
    last().end(1006);
    expect(link.status).toMatchObject({ kind: 'offline', reason: { code: 'relay/unreachable' } });
    edit(2);
    advance(1_000);
    expect(sockets).toHaveLength(2);
    open();
    expect(kinds()).toEqual(['admission', 'state', 'update']);
    expect(link.waiting).toBe(2);
    last().say({ kind: 'kept', count: 1 });
    expect(link.waiting).toBe(0);
  });

  it('is tried again later and later, and at once when it is woken', () => {
    const waits: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      last().end(1006);
      if (link.status.kind !== 'offline') throw new Error(link.status.kind);
      waits.push(link.status.retryAt - time);
      advance(waits.at(-1) as number);
      expect(sockets).toHaveLength(i + 2);
    }
    expect(waits).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000, 45_000]);
    last().end(1006);
    link.wake();
    expect(link.status.kind).toBe('connecting');
    // One that has held for a while begins from the first again.
    open();
    advance(31_000);
    last().say({ kind: 'kept', count: 0 });
    last().end(1006);
    expect(link.status).toMatchObject({ retryAt: time + 750 });
  });

  it.each<[RelayRefusal, 'refused' | 'offline']>([
    ['not-admitted', 'refused'],
    ['room-erased', 'refused'],
    ['room-full', 'refused'],
    ['malformed', 'refused'],
    ['message-too-large', 'refused'],
    ['too-fast', 'offline'],
    ['too-many-connections', 'offline'],
    ['too-many-rooms', 'offline'],
    ['unavailable', 'offline'],
  ])('that is closed for %s is %s, and says why', (refusal, kind) => {
    open();
    last().end(closeCodeOf(refusal) as number);
    expect(link.status).toMatchObject({ kind, reason: { code: `relay/${refusal}` } });
    advance(120_000);
    expect(sockets.length > 1).toBe(kind === 'offline');
    link.wake();
    expect(link.status.kind).toBe('connecting');
  });

  it('to what is no relay is given up', () => {
    last().say('hello');
    expect(link.status).toMatchObject({ kind: 'refused', reason: { code: 'relay/not-a-relay' } });
    link.wake();
    last().say(new Uint8Array(19 * 2 ** 20).buffer);
    expect(link.status).toMatchObject({ kind: 'refused', reason: { code: 'relay/not-a-relay' } });
    link.wake();
    open();
    last().say(new Uint8Array(3).fill(9).buffer);
    expect(link.status).toMatchObject({ kind: 'refused', reason: { code: 'relay/malformed' } });
  });

  it('passes over an update that cannot be applied', () => {
    open();
    last().say({ kind: 'update', update: Uint8Array.of(255, 255, 255) });
    expect([link.status.kind, link.damaged]).toEqual(['connected', 1]);
  });

  it('that says nothing, or does not keep what it is sent, is given up and tried again', () => {
    advance(42_000);
    expect(link.status.kind).not.toBe('connected');
    expect(sockets.length).toBeGreaterThan(1);
    link.wake();
    open();
    const asked = kinds().length;
    advance(50_000);
    // It is asked before it is given up.
    expect(kinds().slice(asked)).toContain('state');
    advance(5_000);
    expect(link.status).toMatchObject({ kind: 'connecting' });
    open();
    edit(1);
    link.flush();
    for (let i = 0; i < 8; i += 1) {
      last().say({ kind: 'missing', update: nothing });
      advance(5_000);
    }
    expect(link.status.kind).not.toBe('connected');
  });

  it('has the room erased where it is a relay of ours, and says so when it is', async () => {
    await expect(link.erase()).rejects.toMatchObject({ code: 'relay/unreachable' });
    open();
    const erasing = link.erase();
    expect(kinds()).toContain('erase');
    last().end(closeCodeOf('room-erased') as number);
    await erasing;
    link.wake();
    open();
    const failing = link.erase();
    last().end(1006);
    await expect(failing).rejects.toMatchObject({ code: 'relay/unreachable' });
  });

  it('that is closed sends what waits, and nothing more', () => {
    open();
    edit(1);
    link.close();
    expect([kinds().at(-1), link.status.kind, last().readyState]).toEqual(['update', 'closed', 3]);
    edit(2);
    link.wake();
    advance(200_000);
    expect([sockets.length, timers]).toEqual([1, []]);
  });
});
