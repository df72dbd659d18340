import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Room } from '../keys/room.ts';
import { OuterDocument } from '../outer/outer-document.ts';
import { SharedRecord } from '../document/shared-record.ts';
import type { Replica } from '../replica/replica.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { firstDevice, joinBy } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import { connectRoom } from './connect-room.ts';
import { linkTools } from './link-tools.ts';
import { relayAddress } from './relay-address.ts';
import type { RoomLink } from './room-link.ts';

const program = fileURLToPath(new URL('bin/server.js', import.meta.resolve('y-websocket/package.json')));
const tools = { suite: cheapSuite, random: seededRandom(3) };
let port: number;
let server: ChildProcess;

async function start(): Promise<void> {
  server = spawn(process.execPath, [program], {
    env: { ...process.env, HOST: 'localhost', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout as NodeJS.ReadableStream, 'data');
}
async function stop(): Promise<void> {
  const exit = once(server, 'exit');
  server.kill('SIGKILL');
  await exit;
}

beforeAll(async () => {
  const free = createServer().listen(0, 'localhost');
  await once(free, 'listening');
  ({ port } = free.address() as AddressInfo);
  free.close();
  await once(free, 'close');
  await start();
});
afterAll(stop);

/** One device at the server: what lies there goes into its replica, and what it seals goes there. */
function atServer(replica: Replica) {
  const room = replica.room as Room;
  const outer = new OuterDocument();
  const relay = relayAddress(`ws://localhost:${port}/any/path`);
  const link: RoomLink = connectRoom({ tools: linkTools(cheapSuite), relay, room, outer });
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  link.subscribe(tell);
  outer.document.on('update', tell);
  const turn = (): void => {
    outer.again(replica.receive(room.id, outer.found()));
    replica.seal();
    outer.publish(replica.keys.id, replica.log(room.id), replica.coveredUpTo(room.id));
    link.flush();
  };
  return {
    link,
    add(id: string): void {
      new SharedRecord(replica.document).addEvents([testEvent(id, 1.6e12)]);
      turn();
    },
    ids: () => new SharedRecord(replica.document).events().map(({ id }) => id),
    async until(isSo: () => boolean): Promise<void> {
      for (turn(); !isSo(); turn()) await changed.promise;
    },
  };
}

it('a plain y-websocket server carries a room, is known as one, and says by its answers what it has', async () => {
  const first = firstDevice(tools);
  const [a, b] = [atServer(first), atServer(joinBy(tools, first))];
  await a.until(() => a.link.status.kind === 'connected');
  expect(a.link.status).toEqual({ kind: 'connected', isOurs: false });
  a.add('one');
  expect(a.link.waiting).toBeGreaterThan(0);
  await b.until(() => b.ids().includes('one'));
  b.add('two');
  await a.until(() => a.ids().includes('two') && a.link.waiting === 0);
  // It has forgotten everything when it comes back, and is given it again.
  await stop();
  await a.until(() => a.link.status.kind === 'offline');
  a.add('three');
  b.add('four');
  await start();
  a.link.wake();
  await a.until(() => a.link.status.kind === 'connected' && a.link.waiting === 0);
  const c = atServer(joinBy(tools, first));
  b.link.wake();
  await b.until(() => b.ids().includes('three'));
  await a.until(() => a.ids().includes('four'));
  await c.until(() => ['one', 'two', 'three', 'four'].every((id) => c.ids().includes(id)));
  for (const { link } of [a, b, c]) {
    expect(link.damaged).toBe(0);
    link.close();
  }
  await expect(c.link.erase()).rejects.toMatchObject({ code: 'relay/unreachable' });
});
